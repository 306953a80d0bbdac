namespace TwinGrid.Model;

/// <summary>The stages of a thing's life. Which follows which is <c>TwinGrid.Trace.LifeCycle</c>'s to say.</summary>
public enum LifeStage
{
    /// <summary>Nothing is known yet.</summary>
    Unknown,

    /// <summary>It has come into being and carries its identity.</summary>
    Commissioned,

    /// <summary>It has been put into a container.</summary>
    Packed,

    /// <summary>It has left a place.</summary>
    Shipped,

    /// <summary>It is on its way.</summary>
    InTransit,

    /// <summary>It has arrived at a place.</summary>
    Received,

    /// <summary>It is kept at a place.</summary>
    Stored,

    /// <summary>It is offered for sale.</summary>
    OnShelf,

    /// <summary>It has been sold.</summary>
    Sold,

    /// <summary>It has come back.</summary>
    Returned,

    /// <summary>It is called back, wherever it is.</summary>
    Recalled,

    /// <summary>It has ceased to be, or its identity has.</summary>
    Decommissioned,
}
