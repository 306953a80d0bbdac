namespace TwinGrid.Silo.Tests.Epcis;

public sealed class MasterDataTests
{
    [Fact]
    public async Task Master_data_of_a_document_answers_for_attributes_and_descendants_also_after_a_restart()
    {
        await using var service = new EpcisService();
        await service.InitializeAsync();
        const string Header = """
            "epcisHeader":{"epcisMasterData":{"vocabularyList":[{"type":"urn:epcglobal:epcis:vtype:ReadPoint","vocabularyElementList":[
              {"id":"urn:epc:id:sgln:0614141.00777.0","attributes":[{"id":"urn:epcglobal:cbv:mda:city","attribute":"Lyon"}]},
              {"id":"urn:epc:id:sgln:0614141.00700.0","attributes":[],"children":["urn:epc:id:sgln:0614141.00777.0"]}]}]}},"epcisBody"
            """;
        string document = EpcisService.Document(EpcisService.Event("urn:uuid:m", more: ",\"readPoint\":{\"id\":\"urn:epc:id:sgln:0614141.00777.0\"}"), EpcisService.Event("urn:uuid:n"));
        Assert.True((await service.CaptureAsync(document.Replace("\"epcisBody\"", Header, StringComparison.Ordinal))).GetProperty("success").GetBoolean());
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(["urn:uuid:m"], EpcisService.Ids(await service.GetAsync("/events?HASATTR_readPoint=urn:epcglobal:cbv:mda:city")));
            Assert.Equal(["urn:uuid:m"], EpcisService.Ids(await service.GetAsync("/events?EQATTR_readPoint_urn:epcglobal:cbv:mda:city=Lyon")));
            Assert.Empty(EpcisService.Ids(await service.GetAsync("/events?EQATTR_readPoint_urn:epcglobal:cbv:mda:city=Bonn")));
            Assert.Equal(["urn:uuid:m"], EpcisService.Ids(await service.GetAsync("/events?WD_readPoint=urn:epc:id:sgln:0614141.00700.0")));
            await service.RestartAsync();
        }
    }
}
