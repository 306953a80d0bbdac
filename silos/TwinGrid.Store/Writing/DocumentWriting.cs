using System.Data.Common;
using TwinGrid.Store.Rows;
using TwinGrid.Store.Schema;

namespace TwinGrid.Store.Writing;

/// <summary>Writes changes of documents.</summary>
internal sealed class DocumentWriting(Dialect dialect, DbConnection writer)
{
    /// <summary>Makes a change and sets its answer.</summary>
    public async Task WriteAsync(DocumentChange change, CancellationToken cancellationToken)
    {
        switch (change.Action)
        {
            case DocumentAction.Put:
                DocumentRow[] rows = [.. change.Documents
                    .GroupBy(document => document.Key, StringComparer.Ordinal)
                    .Select(group => new DocumentRow(change.Collection, group.Last()))];
                await dialect.InsertAsync(writer, Tables.Documents, rows, cancellationToken);
                change.Answer = true;
                break;
            case DocumentAction.Add:
                change.Answer = await writer.Command(
                    "INSERT INTO documents (collection, key, json) VALUES (@collection, @key, @json) ON CONFLICT (collection, key) DO NOTHING",
                    ("@collection", change.Collection),
                    ("@key", change.Documents[0].Key),
                    ("@json", change.Documents[0].Json)).RunAsync(cancellationToken) == 1;
                break;
            default:
                change.Answer = await writer.Command(
                    "DELETE FROM documents WHERE collection = @collection AND key = @key",
                    ("@collection", change.Collection),
                    ("@key", change.Documents[0].Key)).RunAsync(cancellationToken) == 1;
                break;
        }
    }
}
