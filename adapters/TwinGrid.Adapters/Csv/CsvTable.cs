using System.Globalization;
using System.IO.Compression;
using CsvHelper;

namespace TwinGrid.Adapters.Csv;

/// <summary>
/// A comma-separated file with a header, plain or gzip, read row by row in bounded memory; every fault names file and line.
/// </summary>
internal sealed class CsvTable : IDisposable
{
    private const int LargestRow = 1 << 16;
    private readonly string _path;
    private readonly CsvReader _reader;

    private CsvTable(string path, Stream stream, IReadOnlyCollection<string> required)
    {
        _path = path;
        _reader = CsvReader.Create(stream, new CsvReaderOptions
        {
            Separator = ',',
            TrimWhitespace = true,
            TrackLineNumbers = true,
            MaxRecordSize = LargestRow,
            FieldCountMismatch = CsvFieldCountHandling.Throw,
            MalformedData = CsvMalformedDataHandling.Throw,
        }, leaveOpen: false);
        Guarded(() =>
        {
            _reader.ReadHeader();
            return true;
        });
        foreach (string column in required)
        {
            if (!Has(column))
            {
                string found = _reader.Headers is { Count: > 0 } headers ? string.Join(",", headers) : "an empty file";
                throw new BadInputException(path, 1, $"a column '{column}'", found);
            }
        }
    }

    /// <summary>Line of the current row, from 1.</summary>
    public long Line => _reader.LineNumber;

    /// <summary>Opens a table.</summary>
    /// <param name="path">The file.</param>
    /// <param name="required">Columns that must be there; others are allowed.</param>
    /// <exception cref="BadInputException">The file can't be read, or a column is missing.</exception>
    public static CsvTable Open(string path, IReadOnlyCollection<string> required)
    {
        FileStream file = InputFile.Open(path);
        try
        {
            Span<byte> magic = stackalloc byte[2];
            bool isGzip = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic[0] == 0x1F && magic[1] == 0x8B;
            file.Position = 0;
            return new CsvTable(path, isGzip ? new GZipStream(file, CompressionMode.Decompress) : file, required);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Goes to the next row; false at the end of the file.</summary>
    public bool Next() => Guarded(_reader.Read);

    /// <summary>Whether the table has a column.</summary>
    public bool Has(string column) => _reader.Headers.Contains(column, StringComparer.Ordinal);

    /// <summary>A field of the current row that must not be empty.</summary>
    public string Text(string column)
    {
        string text = _reader.GetString(column);
        return text.Length > 0 ? text : throw new BadInputException(_path, Line, $"something in column '{column}'", "nothing");
    }

    /// <summary>A field of the current row as a finite number in a range, both ends included.</summary>
    public double Number(string column, double least, double most)
    {
        string text = Text(column);
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
        return isNumber && number >= least && number <= most
            ? number
            : throw new BadInputException(_path, Line, string.Create(CultureInfo.InvariantCulture, $"in column '{column}' a number from {least} to {most}"), text);
    }

    /// <summary>A field of the current row as a whole number in a range, both ends included.</summary>
    public int Whole(string column, int least, int most)
    {
        string text = Text(column);
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw new BadInputException(_path, Line, string.Create(CultureInfo.InvariantCulture, $"in column '{column}' a whole number from {least} to {most}"), text);
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CsvFormatException fault)
        {
            throw new BadInputException(_path, Math.Max(fault.LineNumber, Line), $"a row of at most {LargestRow} bytes with as many fields as the header", fault.Message, fault);
        }
        catch (InvalidDataException fault)
        {
            throw new BadInputException(_path, Line + 1, "a whole gzip file", fault.Message, fault);
        }
        catch (IOException fault)
        {
            throw new BadInputException(_path, Line + 1, "a file that can be read to its end", fault.Message, fault);
        }
    }
}
