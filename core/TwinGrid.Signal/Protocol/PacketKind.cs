namespace TwinGrid.Signal.Protocol;

/// <summary>The designator of a packet's header. Ahmad et al. (SenSys 2021), section 5.3, figure 6.</summary>
public enum PacketKind
{
    /// <summary>Multi-phase probing: the payload is the cycle through N reflection coefficients.</summary>
    Probe = 0,

    /// <summary>
    /// Channel measurements, own or relayed, for the next hop. Without entries it is a routing beacon when it is for everybody, and
    /// a request to send when it is for one.
    /// </summary>
    Data = 1,

    /// <summary>The next hop's answer to a data packet.</summary>
    Acknowledgement = 2,

    /// <summary>The next hop's answer to a request: the asker may send, and everybody else keeps quiet for the longest packet.</summary>
    Grant = 3,
}
