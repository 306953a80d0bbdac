namespace TwinGrid.Trace.Events;

/// <summary>The event types of EPCIS 2.0, section 7.4.</summary>
public enum EventKind
{
    /// <summary>Something happened to things named one by one or by class.</summary>
    ObjectEvent,

    /// <summary>Things were put into, taken out of, or seen in a container.</summary>
    AggregationEvent,

    /// <summary>Things were attached to a place or a reusable asset, or detached; unlike an aggregation it outlives movement.</summary>
    AssociationEvent,

    /// <summary>Things were linked to business transactions.</summary>
    TransactionEvent,

    /// <summary>Inputs were used up and outputs made of them.</summary>
    TransformationEvent,

    /// <summary>An event type of a user's own vocabulary.</summary>
    ExtendedEvent,
}

/// <summary>What an event says of its things, EPCIS 2.0 section 7.3.2.</summary>
public enum EventAction
{
    /// <summary>They came into being, were put in, or were linked.</summary>
    Add,

    /// <summary>They were seen; nothing changed.</summary>
    Observe,

    /// <summary>They ceased to be, were taken out, or were unlinked.</summary>
    Delete,
}

/// <summary>The part that an EPC or class plays in an event.</summary>
public enum EpcRole
{
    /// <summary>Of epcList.</summary>
    Epc,

    /// <summary>The container, place or asset: parentID.</summary>
    Parent,

    /// <summary>Of childEPCs.</summary>
    Child,

    /// <summary>Of inputEPCList.</summary>
    Input,

    /// <summary>Of outputEPCList.</summary>
    Output,

    /// <summary>A class of quantityList.</summary>
    EpcClass,

    /// <summary>A class of childQuantityList.</summary>
    ChildClass,

    /// <summary>A class of inputQuantityList.</summary>
    InputClass,

    /// <summary>A class of outputQuantityList.</summary>
    OutputClass,

    /// <summary>
    /// The lot that things made by this event belong to: said by ilmd's lotNumber, one for each GTIN of epcList or outputEPCList. It
    /// is ours, not a field of EPCIS, and no query of EPCIS matches it.
    /// </summary>
    Lot,
}
