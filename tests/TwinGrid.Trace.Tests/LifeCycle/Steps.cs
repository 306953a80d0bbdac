using TwinGrid.Trace.Events;

namespace TwinGrid.Trace.Tests;

/// <summary>Steps by hand.</summary>
internal static class Steps
{
    public static readonly DateTimeOffset Origin = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset At(double minute) => Origin.AddMinutes(minute);

    /// <summary>A step with bare words of the standard vocabulary.</summary>
    public static EventStep Of(
        double minute,
        string? bizStep = null,
        string? disposition = null,
        EventAction? action = EventAction.Observe,
        EpcRole role = EpcRole.Epc,
        EventKind kind = EventKind.ObjectEvent,
        string epc = "thing",
        string? parent = null,
        string? readPoint = null,
        string? bizLocation = null,
        bool isWithdrawn = false,
        long? sequence = null)
    {
        long number = sequence ?? (long)(minute * 10) + 1;
        return new(
            epc,
            role,
            number,
            $"event-{number}",
            At(minute),
            At(minute + 1),
            kind,
            action,
            parent,
            bizStep is null ? null : "https://ref.gs1.org/cbv/BizStep-" + bizStep,
            disposition is null ? null : "https://ref.gs1.org/cbv/Disp-" + disposition,
            readPoint,
            bizLocation,
            isWithdrawn);
    }
}
