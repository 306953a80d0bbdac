namespace TwinGrid.Trace.Queries;

/// <summary>Fields that an event has at most one value of and that stores keep an index on.</summary>
public enum EventField
{
    /// <summary>Name of its type, such as ObjectEvent.</summary>
    EventType,

    /// <summary>ADD, OBSERVE or DELETE.</summary>
    Action,

    /// <summary>Business step, canonical.</summary>
    BizStep,

    /// <summary>Disposition, canonical.</summary>
    Disposition,

    /// <summary>Read point, canonical.</summary>
    ReadPoint,

    /// <summary>Business location, canonical.</summary>
    BizLocation,

    /// <summary>Id of the transformation.</summary>
    TransformationId,

    /// <summary>Its id.</summary>
    EventId,
}

/// <summary>The times that every event in a store has.</summary>
public enum TimeField
{
    /// <summary>When it happened.</summary>
    EventTime,

    /// <summary>When it was captured.</summary>
    RecordTime,
}
