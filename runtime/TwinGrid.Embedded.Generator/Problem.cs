using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace TwinGrid.Embedded.Generator;

/// <summary>A diagnostic in a form that can be compared, as an incremental step must be.</summary>
internal sealed class Problem : IEquatable<Problem>
{
    private static readonly DiagnosticDescriptor Unsupported = new(
        "TGE001", "Not supported in a grain interface", "{0}", "TwinGrid.Embedded", DiagnosticSeverity.Error, isEnabledByDefault: true);

    private readonly string _message;
    private readonly string _path;
    private readonly TextSpan _span;
    private readonly LinePositionSpan _lines;

    public Problem(ISymbol symbol, string message)
    {
        var location = symbol.Locations[0];
        _message = message;
        _path = location.GetLineSpan().Path;
        _span = location.SourceSpan;
        _lines = location.GetLineSpan().Span;
    }

    public Diagnostic ToDiagnostic() => Diagnostic.Create(Unsupported, Location.Create(_path, _span, _lines), _message);

    public bool Equals(Problem? other) => other is not null && _message == other._message && _path == other._path && _span == other._span;

    public override bool Equals(object? obj) => Equals(obj as Problem);

    public override int GetHashCode() => _message.GetHashCode() ^ _span.GetHashCode();
}
