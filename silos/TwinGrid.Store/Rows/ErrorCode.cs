using System.Collections.Immutable;
using TwinGrid.Trace.Events;

namespace TwinGrid.Store.Rows;

/// <summary>An error declaration as it is kept beside the event: ticks, offset in minutes, reason, corrective events.</summary>
internal static class ErrorCode
{
    /// <summary>Packs a declaration.</summary>
    public static byte[] Encode(ErrorDeclaration error)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(error.Time.Ticks);
        writer.Write((short)error.Time.Offset.TotalMinutes);
        writer.Write(error.Reason is not null);
        writer.Write(error.Reason ?? "");
        foreach (string corrective in error.CorrectiveEvents)
        {
            writer.Write(corrective);
        }

        return bytes.ToArray();
    }

    /// <summary>Unpacks a declaration.</summary>
    public static ErrorDeclaration Decode(byte[] code)
    {
        using var reader = new BinaryReader(new MemoryStream(code));
        var time = new DateTimeOffset(reader.ReadInt64(), TimeSpan.FromMinutes(reader.ReadInt16()));
        bool hasReason = reader.ReadBoolean();
        string reason = reader.ReadString();
        var corrective = ImmutableArray.CreateBuilder<string>();
        while (reader.BaseStream.Position < code.Length)
        {
            corrective.Add(reader.ReadString());
        }

        return new ErrorDeclaration(time, hasReason ? reason : null, corrective.DrainToImmutable());
    }
}
