namespace TwinGrid.Signal.Wifi;

/// <summary>
/// Maximum likelihood decoding of a tag's data from soft symbols. Frame, FCS and the tag's parity together are one linear code over
/// the frame's symbols with 32 − <see cref="TagCode.DataBits"/> checks; a wrong symbol decision anywhere in it, header and FCS
/// included, spoils the syndrome. So sets of symbols to turn back are tried in order of likelihood, the least reliable first, until
/// one satisfies every check: guessing the noise with soft information (Solomon et al., ISIT 2020, SGRAND). The first that fits is
/// the most likely of all. Reliabilities are |soft value|, a tag's flips are told from noise by the code alone.
/// <para>Holds working memory; not safe for use from several threads at once.</para>
/// </summary>
public sealed class SoftTagDecoder
{
    private readonly SyndromeDecoder _decoder;
    private readonly uint _reference;
    private readonly uint[] _images;
    private readonly double[] _cost;
    private readonly int[] _order;
    private readonly uint[] _sorted;
    private readonly PriorityQueue<Guess, double> _queue = new();

    /// <summary>Prepares a decoder.</summary>
    /// <param name="frame">Frames of one length.</param>
    /// <param name="layout">Where the tag puts the bits of its word.</param>
    /// <param name="code">The tag's code.</param>
    /// <exception cref="ArgumentException">The layout has another number of bits, leaves the frame, or can't be solved.</exception>
    public SoftTagDecoder(FrameSyndrome frame, TagLayout layout, TagCode code)
    {
        _decoder = new SyndromeDecoder(code.Columns(frame.Columns(layout)));
        _images = [.. frame.OfSymbols.ToArray().Select(_decoder.Map)];
        // The check isn't zero for a frame of no turned symbol, and the header's last phase and the scrambler's state enter there.
        double[] unturned = new double[_images.Length];
        _reference = _decoder.Map(FrameSyndrome.Of(DbpskReceiver.Slice(unturned, frame.Coding)));
        _cost = new double[_images.Length];
        _order = new int[_images.Length];
        _sorted = new uint[_images.Length];
    }

    /// <summary>Decodes one frame.</summary>
    /// <param name="soft">Soft phases of the PSDU's symbols, finite: <see cref="DbpskReceiver.SoftPhases"/>.</param>
    /// <param name="mostGuesses">Sets tried before giving up, at least 1.</param>
    /// <exception cref="ArgumentException">Another number of symbols, or one is NaN or infinite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No guesses.</exception>
    public SoftTagDecision Decode(ReadOnlySpan<double> soft, int mostGuesses = 1 << 14)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostGuesses, 1);
        if (soft.Length != _images.Length)
        {
            throw new ArgumentException(FormattableString.Invariant($"expected {_images.Length} symbols, found {soft.Length}"), nameof(soft));
        }

        uint received = _reference;
        for (int k = 0; k < soft.Length; k++)
        {
            received ^= soft[k] < 0 ? _images[k] : 0;
        }

        if (_decoder.Count == SyndromeDecoder.SyndromeBits || received >> _decoder.Count == 0)
        {
            return new SoftTagDecision(received, IsConsistent: true, Guesses: 1, Penalty: 0);
        }

        Sort(soft);
        return Search(received, mostGuesses);
    }

    private void Sort(ReadOnlySpan<double> soft)
    {
        for (int k = 0; k < soft.Length; k++)
        {
            _order[k] = k;
            _cost[k] = Math.Abs(soft[k]);
            if (!double.IsFinite(_cost[k]))
            {
                throw new ArgumentException(FormattableString.Invariant($"expected finite symbols, found {soft[k]}"), nameof(soft));
            }
        }

        Array.Sort(_cost, _order);
        for (int k = 0; k < _order.Length; k++)
        {
            _sorted[k] = _images[_order[k]];
        }
    }

    private SoftTagDecision Search(uint received, int mostGuesses)
    {
        int data = _decoder.Count;
        _queue.Clear();
        _queue.Enqueue(new Guess(0, received ^ _sorted[0]), _cost[0]);
        for (int guesses = 2; guesses <= mostGuesses && _queue.TryDequeue(out Guess guess, out double penalty); guesses++)
        {
            if (guess.Image >> data == 0)
            {
                return new SoftTagDecision(guess.Image, IsConsistent: true, guesses, penalty);
            }

            // Each set is reached once: its last symbol moves on by one, or the next joins.
            int next = guess.Last + 1;
            if (next < _sorted.Length)
            {
                uint joined = guess.Image ^ _sorted[next];
                _queue.Enqueue(new Guess(next, joined), penalty + _cost[next]);
                _queue.Enqueue(new Guess(next, joined ^ _sorted[guess.Last]), penalty + _cost[next] - _cost[guess.Last]);
            }
        }

        return new SoftTagDecision(received & ((1u << data) - 1), IsConsistent: false, mostGuesses, double.PositiveInfinity);
    }

    private readonly record struct Guess(int Last, uint Image);
}

/// <summary>What a soft decoder found.</summary>
/// <param name="Data">The tag's data bits, the first lowest.</param>
/// <param name="IsConsistent">Whether frame, FCS and parity agree with them; otherwise they are those of the plain decisions.</param>
/// <param name="Guesses">Sets of symbols tried.</param>
/// <param name="Penalty">
/// Sum of |soft value| over the symbols turned back; times 4·Es/N0 it is how much less likely these symbols are than the plain decisions, in nats.
/// </param>
public readonly record struct SoftTagDecision(uint Data, bool IsConsistent, int Guesses, double Penalty);
