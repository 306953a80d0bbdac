namespace TwinGrid.Trace.Identifiers;

/// <summary>An application identifier and its value, without escapes: (21) 6789.</summary>
/// <param name="Ai">Two to four digits.</param>
/// <param name="Value">The value.</param>
public readonly record struct Gs1Element(string Ai, string Value);
