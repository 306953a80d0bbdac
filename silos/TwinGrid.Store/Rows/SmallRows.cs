using System.Text;
using TwinGrid.Store.Schema;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Store.Rows;

/// <summary>A name and its number.</summary>
internal readonly record struct NameRow(long Id, long Hash, string Text, bool IsEpc) : IRow
{
    /// <summary>What the index of names is kept by: contexts can be longer than PostgreSQL's indexes take.</summary>
    public static long HashOf(string text) => EventIdCode.HashOf(Encoding.UTF8.GetBytes(text));

    /// <inheritdoc/>
    public void WriteTo(IRowSink sink)
    {
        sink.Write(Id);
        sink.Write(Hash);
        sink.Write(Text);
        sink.Write(IsEpc ? 1L : 0L);
    }
}

/// <summary>A commit and its first event: what finds the place of a record time in the order of capture.</summary>
internal readonly record struct CommitRow(long RecordTime, long FirstSequence) : IRow
{
    /// <inheritdoc/>
    public void WriteTo(IRowSink sink)
    {
        sink.Write(RecordTime);
        sink.Write(FirstSequence);
    }
}

/// <summary>Where a thing was said to be by its newest event with a business location.</summary>
internal readonly record struct PlaceRow(long Epc, long Place, long Time, long Sequence) : IRow
{
    /// <inheritdoc/>
    public void WriteTo(IRowSink sink)
    {
        sink.Write(Epc);
        sink.Write(Place);
        sink.Write(Time);
        sink.Write(Sequence);
    }
}

/// <summary>A value that some event has in a field.</summary>
internal readonly record struct FieldValueRow(int Field, string Value) : IRow
{
    /// <inheritdoc/>
    public void WriteTo(IRowSink sink)
    {
        sink.Write((long)Field);
        sink.Write(Value);
    }
}

/// <summary>A fact as it is inserted.</summary>
internal readonly record struct FactRow(LoggedFact Logged, byte[] Id) : IRow
{
    /// <inheritdoc/>
    public void WriteTo(IRowSink sink)
    {
        FactRecord fact = Logged.Fact;
        sink.Write(Logged.Sequence);
        sink.Write(Id);
        sink.Write(Logged.RecordTime.UtcTicks);
        sink.Write(fact.Site);
        sink.Write(fact.Subject);
        sink.Write(fact.Time.UtcTicks);
        sink.Write(fact.Kind);
        sink.Write(fact.Thread);
        sink.Write(fact.Payload);
        sink.Write(Convert.FromHexString(Logged.Hash));
    }
}

/// <summary>The newest fact of a kind of a subject.</summary>
internal readonly record struct NewestFactRow(LoggedFact Logged) : IRow
{
    /// <inheritdoc/>
    public void WriteTo(IRowSink sink)
    {
        sink.Write(Logged.Fact.Site);
        sink.Write(Logged.Fact.Kind);
        sink.Write(Logged.Fact.Subject);
        sink.Write(Logged.Fact.Time.UtcTicks);
        sink.Write(Logged.Sequence);
    }
}

/// <summary>The newest chapter of a thread.</summary>
internal readonly record struct ThreadRow(LoggedFact Logged) : IRow
{
    /// <inheritdoc/>
    public void WriteTo(IRowSink sink)
    {
        sink.Write(Logged.Fact.Thread);
        sink.Write(Logged.Fact.Kind);
        sink.Write(Logged.Sequence);
    }
}

/// <summary>A document.</summary>
internal readonly record struct DocumentRow(string Collection, StoredDocument Document) : IRow
{
    /// <inheritdoc/>
    public void WriteTo(IRowSink sink)
    {
        sink.Write(Collection);
        sink.Write(Document.Key);
        sink.Write(Document.Json);
    }
}
