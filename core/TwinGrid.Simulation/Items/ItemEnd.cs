namespace TwinGrid.Simulation.Items;

/// <summary>How an item leaves the chain.</summary>
public enum ItemEnd : byte
{
    /// <summary>It was bought.</summary>
    Sold,

    /// <summary>It was lost on its own on the way.</summary>
    Lost,

    /// <summary>It broke on the shelf.</summary>
    Broken,

    /// <summary>It was stolen from the shelf.</summary>
    Stolen,

    /// <summary>Its case was lost as a whole.</summary>
    CaseLost,

    /// <summary>Its vehicle was robbed.</summary>
    Robbed,

    /// <summary>Its lot was recalled before it was sold.</summary>
    Recalled,
}

/// <summary>Where an item is at a time.</summary>
public enum Stage : byte
{
    /// <summary>It isn't made yet.</summary>
    NotMade,

    /// <summary>In the factory's yard.</summary>
    Factory,

    /// <summary>In a trailer.</summary>
    Trailer,

    /// <summary>In a distribution centre.</summary>
    Centre,

    /// <summary>In a truck.</summary>
    Truck,

    /// <summary>In a hub.</summary>
    Hub,

    /// <summary>In a van.</summary>
    Van,

    /// <summary>In a shop's back room.</summary>
    BackRoom,

    /// <summary>On a shelf.</summary>
    Shelf,

    /// <summary>In a home.</summary>
    Home,

    /// <summary>Brought back to a shop.</summary>
    Returned,

    /// <summary>Used up.</summary>
    UsedUp,

    /// <summary>Lost or robbed.</summary>
    Lost,

    /// <summary>Stolen from a shelf.</summary>
    Stolen,

    /// <summary>Broken on a shelf.</summary>
    Broken,

    /// <summary>Called back.</summary>
    Recalled,
}
