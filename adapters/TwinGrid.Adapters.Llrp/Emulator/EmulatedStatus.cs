using TwinGrid.Adapters.Llrp.Wire;

namespace TwinGrid.Adapters.Llrp.Emulator;

/// <summary>How a reader takes a request.</summary>
/// <param name="Code">Name of the status code.</param>
/// <param name="Description">Why, for people.</param>
internal sealed record EmulatedStatus(string Code, string Description = "")
{
    /// <summary>It was done.</summary>
    public static EmulatedStatus Success { get; } = new("M_Success");

    /// <summary>A field of the message says what can't be.</summary>
    public static EmulatedStatus Field(string description) => new("M_FieldError", description);

    /// <summary>A field of a parameter says what can't be.</summary>
    public static EmulatedStatus Parameter(string description) => new("P_FieldError", description);

    /// <summary>The status for the wire.</summary>
    public LlrpParameter ToParameter() => LlrpParameter.Of("LLRPStatus", ("StatusCode", Code), ("ErrorDescription", Description));
}
