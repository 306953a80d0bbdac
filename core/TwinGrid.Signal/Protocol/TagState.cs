namespace TwinGrid.Signal.Protocol;

/// <summary>What the simulation knows of one node.</summary>
internal sealed class TagState
{
    /// <summary>No node, no packet.</summary>
    public const int None = -1;

    /// <summary>Links to pass on.</summary>
    public readonly LinkBacklog Backlog = new();

    /// <summary>Ticks spent in each <see cref="TagMode"/>.</summary>
    public readonly long[] ModeTicks = new long[5];

    // Energy: as of the tick of the last change; joules and watts.
    public TagMode Mode = TagMode.Listen;
    public long Since;
    public double Energy;
    public double Consumed;
    public double Harvest;

    // Reception: the sender locked on, and the largest sum of all others meanwhile.
    public int Locked = None;
    public double Disturbance;

    // The packet on the air.
    public PacketKind Kind;
    public int Destination;
    public int Axis;
    public int Combination;
    public long Start;
    public int Reports;

    // Medium access. A stamp that has moved on makes scheduled attempts and timeouts void.
    public int Stamp;
    public bool IsContending;
    public bool IsAwaiting;
    public int Window;
    public int Attempt;
    public int Target = None;
    public int Outstanding;
    public bool IsGranted;
    public long QuietUntil;
    public int AnswerTo = None;
    public PacketKind AnswerKind;
    public int AnswerAxis;
    public bool ProbeDue;
    public bool BeaconDue;
    public int BroadcastCount;

    // Routing: own hops, and a neighbour whose answer would make them fewer.
    public int Hops = PacketHeader.UnknownHops;
    public int Join = None;

    // A tag without a way whose probe was read here: it is to be told so.
    public int OfferTo = None;
    public bool IsOffer;
}
