namespace TwinGrid.Adapters.HttpFeeds.Rows;

/// <summary>What was found at the beginning of a buffer.</summary>
/// <param name="Taken">Bytes that are done with; zero where more are needed.</param>
/// <param name="From">Where the row begins.</param>
/// <param name="Length">Its length.</param>
/// <param name="IsRow">Whether there is one.</param>
/// <param name="Fault">Why it can't be one, if so.</param>
internal readonly record struct Cut(int Taken, int From, int Length, bool IsRow, string? Fault = null);

/// <summary>Finds where rows end; see <see cref="RowReader"/>. Looks at each byte once, however the body is cut into buffers.</summary>
/// <param name="isLines">Whether the body is called lines.</param>
internal sealed class RowCutter(bool isLines)
{
    private static readonly string TooLong = $"expected at most {RowReader.LongestRow} bytes, found more";
    private readonly Brackets _brackets = new();
    private Form _form = Form.Unknown;
    private int _scanned;
    private bool _isSkipping, _hasItem;

    private enum Form
    {
        Unknown,
        FirstLine,
        Lines,
        Values,
        Array,
        AfterArray,
        Done,
    }

    private static ReadOnlySpan<byte> Blanks => " \t\r\n"u8;

    /// <summary>The next row of a buffer that begins where the last cut ended.</summary>
    /// <param name="bytes">What has arrived and isn't done with.</param>
    /// <param name="isOver">Whether nothing more will arrive.</param>
    public Cut Next(ReadOnlySpan<byte> bytes, bool isOver) => _form switch
    {
        Form.Unknown => Begin(bytes, isOver),
        Form.FirstLine or Form.Lines => Line(bytes, isOver),
        Form.Values or Form.Array => Value(bytes, isOver),
        Form.AfterArray => After(bytes),
        _ => Without(bytes.Length),
    };

    private Cut Begin(ReadOnlySpan<byte> bytes, bool isOver)
    {
        if (bytes.Length < 3 && !isOver)
        {
            return Without(0);
        }

        int mark = bytes.StartsWith("\uFEFF"u8) ? 3 : 0, first = bytes[mark..].IndexOfAnyExcept(Blanks);
        if (first < 0)
        {
            return Without(isOver || mark > 0 || bytes.Length > RowReader.LongestRow ? bytes.Length : 0);
        }

        bool isArray = bytes[mark + first] == '[';
        _form = isArray ? Form.Array : isLines ? Form.Lines : Form.FirstLine;
        return isArray || mark + first > 0 ? Without(mark + first + (isArray ? 1 : 0)) : Line(bytes, isOver);
    }

    private Cut Line(ReadOnlySpan<byte> bytes, bool isOver)
    {
        int newline = bytes[_scanned..].IndexOf((byte)'\n');
        if (newline < 0 && !isOver)
        {
            return NeedMore(bytes);
        }

        int end = newline < 0 ? bytes.Length : _scanned + newline;
        if (_form == Form.FirstLine)
        {
            if (!_isSkipping && newline >= 0 && Brackets.AreLeftOpen(bytes[..end]))
            {
                (_form, _scanned) = (Form.Values, 0);
                return Value(bytes, isOver);
            }

            _form = Form.Lines;
        }

        return RowOf(bytes, end, Math.Min(end + 1, bytes.Length));
    }

    /// <summary>An item of the array, or a value that ends where its brackets close.</summary>
    private Cut Value(ReadOnlySpan<byte> bytes, bool isOver)
    {
        for (int at = _scanned; at < bytes.Length; at++)
        {
            byte letter = bytes[at];
            bool wasOutside = _brackets.IsOutside;
            _brackets.Take(letter);
            if (_form == Form.Array && wasOutside && letter is ((byte)',' or (byte)']'))
            {
                return ItemOf(bytes, at, isLast: letter == ']');
            }

            if (_form == Form.Values && _brackets.IsOutside && (wasOutside ? letter == '\n' : letter != '"'))
            {
                return RowOf(bytes, at + 1, at + 1);
            }
        }

        if (!isOver)
        {
            return NeedMore(bytes);
        }

        bool isTorn = _form == Form.Array || !_brackets.IsOutside;
        _form = Form.Done;
        return isTorn
            ? new Cut(bytes.Length, 0, 0, IsRow: true, "expected the end of the row and of the array, found the end of the body")
            : RowOf(bytes, bytes.Length, bytes.Length);
    }

    private Cut ItemOf(ReadOnlySpan<byte> bytes, int end, bool isLast)
    {
        bool isBlank = !_isSkipping && bytes[..end].IndexOfAnyExcept(Blanks) < 0, isEmptyArray = isLast && isBlank && !_hasItem;
        (_form, _hasItem) = (isLast ? Form.AfterArray : Form.Array, true);
        if (isBlank)
        {
            _scanned = 0;
            return isEmptyArray ? Without(end + 1) : new Cut(end + 1, 0, 0, IsRow: true, "expected an object, found nothing");
        }

        return RowOf(bytes, end, end + 1);
    }

    private Cut After(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOfAnyExcept(Blanks) < 0)
        {
            return Without(bytes.Length);
        }

        _form = Form.Done;
        return new Cut(bytes.Length, 0, 0, IsRow: true, "expected nothing after the array, found more");
    }

    private Cut RowOf(ReadOnlySpan<byte> bytes, int end, int taken)
    {
        ReadOnlySpan<byte> row = bytes[..end];
        bool isTooLong = _isSkipping || row.Length > RowReader.LongestRow;
        (_scanned, _isSkipping) = (0, false);
        int first = row.IndexOfAnyExcept(Blanks);
        return isTooLong ? new Cut(taken, 0, 0, IsRow: true, TooLong)
            : first < 0 ? Without(taken)
            : new Cut(taken, first, row.TrimEnd(Blanks).Length - first, IsRow: true);
    }

    /// <summary>Nothing ends here: more is needed, and what is already too long is forgotten.</summary>
    private Cut NeedMore(ReadOnlySpan<byte> bytes)
    {
        if (_isSkipping || bytes.Length > RowReader.LongestRow)
        {
            (_isSkipping, _scanned) = (true, 0);
            return Without(bytes.Length);
        }

        _scanned = bytes.Length;
        return Without(0);
    }

    private static Cut Without(int taken) => new(taken, 0, 0, IsRow: false);

    /// <summary>Whether the place is inside brackets or a text.</summary>
    private sealed class Brackets
    {
        private int _depth;
        private bool _isInText, _isEscaped;

        public bool IsOutside => _depth == 0 && !_isInText;

        /// <summary>Whether a line has more brackets that open than close; a text that doesn't close is broken and opens nothing.</summary>
        public static bool AreLeftOpen(ReadOnlySpan<byte> line)
        {
            var brackets = new Brackets();
            foreach (byte letter in line)
            {
                brackets.Take(letter);
            }

            return brackets._depth > 0 && !brackets._isInText;
        }

        public void Take(byte letter)
        {
            if (_isInText)
            {
                (_isInText, _isEscaped) = (letter != '"' || _isEscaped, letter == '\\' && !_isEscaped);
                return;
            }

            switch (letter)
            {
                case (byte)'"':
                    _isInText = true;
                    break;
                case (byte)'{' or (byte)'[':
                    _depth++;
                    break;
                case (byte)'}' or (byte)']' when _depth > 0:
                    _depth--;
                    break;
            }
        }
    }
}
