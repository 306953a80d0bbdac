// A reader of two antennas played by llrpjs: it prints its port, the name of each request, and how many reads it has sent.
const { LLRPServer, LLRPCore } = require(process.argv[2]);
const reader = new LLRPServer({ host: '127.0.0.1', port: 0 });
const success = { StatusCode: 'M_Success', ErrorDescription: '' };
const say = text => process.stdout.write(text + '\n');
const Reads = 300;

const general = {
    MaxNumberOfAntennaSupported: 2, CanSetAntennaProperties: false, HasUTCClockCapability: true, DeviceManufacturerName: 0, ModelName: 1,
    ReaderFirmwareVersion: 'llrpjs', ReceiveSensitivityTableEntry: [{ Index: 1, ReceiveSensitivityValue: 0 }], GPIOCapabilities: { NumGPIs: 0, NumGPOs: 0 },
    PerAntennaAirProtocol: [1, 2].map(AntennaID => ({ AntennaID, ProtocolID: ['EPCGlobalClass1Gen2'] })),
};
const band = {
    TransmitPowerLevelTableEntry: [{ Index: 1, TransmitPowerValue: 2000 }, { Index: 2, TransmitPowerValue: 3000 }],
    FrequencyInformation: { Hopping: true, FrequencyHopTable: [{ HopTableID: 1, Frequency: [902750, 903250, 903750] }] },
    C1G2UHFRFModeTable: [{
        C1G2UHFRFModeTableEntry: [{
            ModeIdentifier: 0, DRValue: 'DRV_8', EPCHAGTCConformance: false, MValue: 'MV_FM0', ForwardLinkModulation: 'PR_ASK', SpectralMaskIndicator: 'Unknown',
            BDRValue: 40000, PIEValue: 1500, MinTariValue: 6250, MaxTariValue: 25000, StepTariValue: 0,
        }],
    }],
};
const regulatory = { CountryCode: 840, CommunicationsStandard: 'US_FCC_Part_15', UHFBandCapabilities: band };

const answer = (request, name, data) => reader.send(new LLRPCore[name]({ id: request.getMessageId(), data: { LLRPStatus: success, ...data } }));
const on = (name, data, then) => reader.on(name, async request => {
    say('asked ' + name);
    await answer(request, name + '_RESPONSE', data);
    if (then) await then(request);
});

const report = async () => {
    for (let i = 0; i < Reads; i++) {
        const now = new Date();
        await reader.send(new LLRPCore.RO_ACCESS_REPORT({
            id: i + 1000,
            data: {
                TagReportData: [{
                    EPC_96: { EPC: [0x30, 0x34, 0x25, 0x7B, 0xF7, 0x19, 0x4E, 0x40, 0, 0, 0x1A, 0x85 + i % 3] },
                    AntennaID: { AntennaID: 1 + i % 2 }, PeakRSSI: { PeakRSSI: -50 - i % 10 }, ChannelIndex: { ChannelIndex: 1 + i % 3 },
                    FirstSeenTimestampUTC: { Microseconds: now }, LastSeenTimestampUTC: { Microseconds: now }, TagSeenCount: { TagCount: 1 + i % 4 },
                }],
            },
        }));
    }
    await reader.send(new LLRPCore.KEEPALIVE({ id: 9 }));
};

reader.on('connection', () => reader.send(new LLRPCore.READER_EVENT_NOTIFICATION({
    data: { ReaderEventNotificationData: { UTCTimestamp: { Microseconds: new Date() }, ConnectionAttemptEvent: { Status: 'Success' } } },
})));
// It knows nothing of versions, and keeps what it can't read before all that follows: drop it and answer as a reader of LLRP 1.0.1 does.
reader.on('error', fault => {
    // A socket's own fault: who asked is gone, at the end of its session.
    if (fault.syscall || !reader.socketWritable) return;
    reader._scanner.resetBuffer();
    say('asked GET_SUPPORTED_VERSION');
    reader.send(new LLRPCore.ERROR_MESSAGE({ id: 1, data: { LLRPStatus: { StatusCode: 'M_UnsupportedMessage', ErrorDescription: '' } } }));
});
reader.on('KEEPALIVE_ACK', () => say('asked KEEPALIVE_ACK'));
on('GET_READER_CAPABILITIES', { GeneralDeviceCapabilities: general, RegulatoryCapabilities: regulatory });
on('GET_READER_CONFIG', {});
on('SET_READER_CONFIG', {});
on('DELETE_ROSPEC', {});
on('ADD_ROSPEC', {});
on('ENABLE_ROSPEC', {});
on('START_ROSPEC', {}, report);
on('STOP_ROSPEC', {});
on('CLOSE_CONNECTION', {}, async () => { await reader.disconnect(); await reader.close(); });
reader._server.on('listening', () => say('port ' + reader._server.address().port));
reader.listen();
