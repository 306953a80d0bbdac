namespace TwinGrid.Signal.Protocol;

/// <summary>What a tag is doing. Ahmad et al., section 7.2, names the three modes of communication; a tag also waits for energy.</summary>
public enum TagMode
{
    /// <summary>Everything off but the harvester: the store is too low.</summary>
    Asleep = 0,

    /// <summary>LISTEN with the wake-up circuit armed and nothing on the air that it can read.</summary>
    Listen = 1,

    /// <summary>LISTEN while a packet is read.</summary>
    Receive = 2,

    /// <summary>MPP: sends a probe.</summary>
    Probe = 3,

    /// <summary>DATA COMM: sends data, an acknowledgement or a beacon.</summary>
    Data = 4,
}
