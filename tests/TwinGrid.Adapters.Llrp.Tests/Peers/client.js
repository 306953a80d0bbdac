// llrpjs as a client: inventories the reader at a port and prints a line of JSON for each read.
const { LLRPClient, LLRPCore } = require(process.argv[2]);
const client = new LLRPClient({ host: '127.0.0.1', port: Number(process.argv[3]) });
const Wanted = 200, RoSpec = 123;
let seen = 0, finished;
const finish = new Promise(resolve => { finished = resolve; });
const list = value => value === undefined ? [] : Array.isArray(value) ? value : [value];

client.on('RO_ACCESS_REPORT', message => {
    for (const read of list(message.getTagReportData())) {
        if (seen++ < Wanted) process.stdout.write(JSON.stringify({ epc: read.getEPCParameter().getEPC(), antenna: read.getAntennaID().getAntennaID(), rssi: read.getPeakRSSI().getPeakRSSI() }) + '\n');
    }
    if (seen >= Wanted) finished();
});
client.on('error', fault => { process.stderr.write(String(fault && fault.stack) + '\n'); process.exit(1); });

const check = (name, answer) => {
    const status = answer.getLLRPStatus();
    if (status.getStatusCode() !== 'M_Success') throw new Error(name + ': ' + status.getStatusCode() + ' ' + status.getErrorDescription());
};
const ask = async (name, data) => check(name, await client.transact(new LLRPCore[name]({ data })));

(async () => {
    await client.connect();
    const welcome = await client.recv(7000);
    if (welcome.getReaderEventNotificationData().getConnectionAttemptEvent().getStatus() !== 'Success') throw new Error('not welcome');
    await ask('GET_READER_CAPABILITIES', { RequestedData: 'All' });
    await ask('GET_READER_CONFIG', { AntennaID: 0, RequestedData: 'All', GPIPortNum: 0, GPOPortNum: 0 });
    await ask('DELETE_ROSPEC', { ROSpecID: 0 });
    await ask('SET_READER_CONFIG', { ResetToFactoryDefault: true });
    await ask('ADD_ROSPEC', {
        ROSpec: {
            ROSpecID: RoSpec, Priority: 0, CurrentState: 'Disabled',
            ROBoundarySpec: { ROSpecStartTrigger: { ROSpecStartTriggerType: 'Null' }, ROSpecStopTrigger: { ROSpecStopTriggerType: 'Null', DurationTriggerValue: 0 } },
            AISpec: { AntennaIDs: [1, 2], AISpecStopTrigger: { AISpecStopTriggerType: 'Null', DurationTrigger: 0 }, InventoryParameterSpec: { InventoryParameterSpecID: 1, ProtocolID: 'EPCGlobalClass1Gen2' } },
            ROReportSpec: {
                ROReportTrigger: 'Upon_N_Tags_Or_End_Of_AISpec', N: 1,
                TagReportContentSelector: {
                    EnableROSpecID: false, EnableSpecIndex: false, EnableInventoryParameterSpecID: false, EnableAntennaID: true, EnableChannelIndex: true, EnablePeakRSSI: true,
                    EnableFirstSeenTimestamp: true, EnableLastSeenTimestamp: true, EnableTagSeenCount: true, EnableAccessSpecID: false,
                },
            },
        },
    });
    await ask('ENABLE_ROSPEC', { ROSpecID: RoSpec });
    await ask('START_ROSPEC', { ROSpecID: RoSpec });
    await finish;
    process.exit(0);
})().catch(fault => { process.stderr.write(String(fault && fault.stack) + '\n'); process.exit(1); });
