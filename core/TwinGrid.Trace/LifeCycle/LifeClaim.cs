using TwinGrid.Trace.Events;

namespace TwinGrid.Trace;

/// <summary>What a piece of evidence says of a thing's life; what becomes of it depends on the stage that the thing is in.</summary>
public enum LifeClaim
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It came into being.</summary>
    Commissioned,

    /// <summary>It was put into a container or conveyance.</summary>
    Packed,

    /// <summary>It was taken out of one.</summary>
    Unpacked,

    /// <summary>It was sent off.</summary>
    Shipped,

    /// <summary>It is on its way.</summary>
    InTransit,

    /// <summary>It was seen moving or in no field any more, which is a journey only for what was sent off.</summary>
    SeenLeaving,

    /// <summary>It was not sent off after all.</summary>
    ShippingVoided,

    /// <summary>It arrived.</summary>
    Received,

    /// <summary>Someone took it over, which is an arrival only for what was on its way.</summary>
    Accepted,

    /// <summary>It was put into store.</summary>
    Stored,

    /// <summary>It was offered for sale.</summary>
    OnShelf,

    /// <summary>It was sold.</summary>
    Sold,

    /// <summary>It came back.</summary>
    Returned,

    /// <summary>It was called back.</summary>
    Recalled,

    /// <summary>It, or its identity, ceased to be.</summary>
    Decommissioned,
}

/// <summary>Reads claims out of evidence: business step, disposition, then event type with action and role. See docs/questions.md.</summary>
public static class LifeClaims
{
    private const string StepPrefix = "https://ref.gs1.org/cbv/BizStep-", DispositionPrefix = "https://ref.gs1.org/cbv/Disp-";

    /// <summary>What a piece of evidence says.</summary>
    public static LifeClaim Of(LifeEvent e) => e.Signal switch
    {
        LifeSignal.Step when e.Step is { } step => OfStep(step),
        LifeSignal.ContainerStep when e.Step is { } step => Inherited(OfStep(step with { Role = EpcRole.Epc })),
        LifeSignal.Moved or LifeSignal.Missing or LifeSignal.Left => LifeClaim.SeenLeaving,
        _ => LifeClaim.None,
    };

    private static LifeClaim OfStep(EventStep step)
    {
        if (step.Role == EpcRole.Lot)
        {
            return LifeClaim.None;
        }

        LifeClaim claim = Overruling(step.Disposition, OfBizStep(step));
        claim = claim != LifeClaim.None ? claim : OfAction(step);
        claim = claim != LifeClaim.None ? claim : OfDisposition(step.Disposition);
        bool isPart = step.Role is EpcRole.EpcClass or EpcRole.ChildClass or EpcRole.InputClass or EpcRole.OutputClass;

        // Of a class an event names a part, and a part that ceases to be does not end the class.
        return isPart && claim == LifeClaim.Decommissioned ? LifeClaim.None : claim;
    }

    /// <summary>These dispositions say more of a thing than the step that they stand in.</summary>
    private static LifeClaim Overruling(string? disposition, LifeClaim claim) => NameOf(disposition, DispositionPrefix) switch
    {
        _ when claim == LifeClaim.Decommissioned => claim,
        "destroyed" or "disposed" => LifeClaim.Decommissioned,
        "recalled" => LifeClaim.Recalled,
        "returned" => LifeClaim.Returned,
        _ => claim,
    };

    private static LifeClaim OfBizStep(EventStep step) => NameOf(step.BizStep, StepPrefix) switch
    {
        "commissioning" or "creating_class_instance" => LifeClaim.Commissioned,
        "packing" or "loading" => step.Role == EpcRole.Parent ? LifeClaim.None : LifeClaim.Packed,
        "unpacking" or "unloading" => step.Role == EpcRole.Parent ? LifeClaim.None : LifeClaim.Unpacked,
        "shipping" or "consigning" => LifeClaim.Shipped,
        "departing" or "transporting" => LifeClaim.InTransit,
        "void_shipping" => LifeClaim.ShippingVoided,
        "arriving" or "receiving" => LifeClaim.Received,
        "accepting" => LifeClaim.Accepted,
        "storing" => LifeClaim.Stored,
        "stocking" => NameOf(step.Disposition, DispositionPrefix) == "sellable_not_accessible" ? LifeClaim.Stored : LifeClaim.OnShelf,
        "retail_selling" => LifeClaim.Sold,
        "dispensing" => NameOf(step.Disposition, DispositionPrefix) == "partially_dispensed" ? LifeClaim.None : LifeClaim.Sold,
        "decommissioning" or "destroying" => LifeClaim.Decommissioned,
        _ => LifeClaim.None,
    };

    private static LifeClaim OfAction(EventStep step) => (step.Kind, step.Action, step.Role) switch
    {
        (EventKind.ObjectEvent, EventAction.Add, _) => LifeClaim.Commissioned,
        (EventKind.ObjectEvent, EventAction.Delete, _) => LifeClaim.Decommissioned,
        (EventKind.AggregationEvent, EventAction.Add, EpcRole.Child or EpcRole.ChildClass) => LifeClaim.Packed,
        (EventKind.AggregationEvent, EventAction.Delete, EpcRole.Child or EpcRole.ChildClass) => LifeClaim.Unpacked,
        (EventKind.TransformationEvent, _, EpcRole.Input or EpcRole.InputClass) => LifeClaim.Decommissioned,
        (EventKind.TransformationEvent, _, EpcRole.Output or EpcRole.OutputClass) => LifeClaim.Commissioned,
        _ => LifeClaim.None,
    };

    private static LifeClaim OfDisposition(string? disposition) => NameOf(disposition, DispositionPrefix) switch
    {
        "in_transit" => LifeClaim.InTransit,
        "sellable_not_accessible" => LifeClaim.Stored,
        "sellable_accessible" => LifeClaim.OnShelf,
        "retail_sold" or "dispensed" => LifeClaim.Sold,
        "inactive" => LifeClaim.Decommissioned,
        _ => LifeClaim.None,
    };

    /// <summary>What is inside travels, is sold and is called back with its container; it is not born, packed or ended with it.</summary>
    private static LifeClaim Inherited(LifeClaim claim) =>
        claim is LifeClaim.Commissioned or LifeClaim.Packed or LifeClaim.Unpacked or LifeClaim.Decommissioned ? LifeClaim.None : claim;

    /// <summary>The bare word of the standard vocabulary; null for a word of someone's own.</summary>
    internal static string? NameOf(string? uri, string prefix) =>
        uri is not null && uri.StartsWith(prefix, StringComparison.Ordinal) ? uri[prefix.Length..] : null;

    /// <summary>Whether a disposition is the standard's "inactive": decommissioned, and may be put to use again.</summary>
    internal static bool IsInactive(string? disposition) => NameOf(disposition, DispositionPrefix) == "inactive";
}
