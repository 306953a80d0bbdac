using System.Buffers;

namespace TwinGrid.Trace.Events;

/// <summary>JSON without the white space between its tokens. Nothing else is touched: strings keep their escapes, numbers their digits.</summary>
internal static class CompactJson
{
    private static readonly SearchValues<byte> Stops = SearchValues.Create(" \t\r\n\""u8);

    /// <summary>Appends a value without white space.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="json">Sound JSON.</param>
    public static void Append(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> json)
    {
        while (true)
        {
            int stop = json.IndexOfAny(Stops);
            if (stop < 0)
            {
                output.Write(json);
                return;
            }

            int end = json[stop] == '"' ? stop + StringLength(json[stop..]) : stop;
            output.Write(json[..end]);
            json = json[(end == stop ? stop + 1 : end)..];
        }
    }

    /// <summary>A value without white space.</summary>
    public static byte[] Of(ReadOnlySpan<byte> json)
    {
        var output = new ArrayBufferWriter<byte>(Math.Max(json.Length, 1));
        Append(output, json);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Bytes of the string that JSON begins with, quotes included.</summary>
    private static int StringLength(ReadOnlySpan<byte> json)
    {
        int at = 1;
        while (true)
        {
            at += json[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (json[at] == '"')
            {
                return at + 1;
            }

            at += 2;
        }
    }
}
