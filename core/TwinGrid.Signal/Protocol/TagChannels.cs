using System.Numerics;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Protocol;

/// <summary>The channels between all pairs of a room: those of its links, and beyond its link range ones drawn by the same law.</summary>
internal sealed class TagChannels
{
    private readonly Complex[] _channel;
    private readonly IReadOnlyList<Complex> _excitation;
    private readonly int _count;

    public TagChannels(SyntheticRoom room, double swing, SeededRandom random)
    {
        _count = room.Positions.Count;
        _excitation = room.Excitation;
        _channel = new Complex[_count * _count];
        foreach (SyntheticLink link in room.Links)
        {
            Set(link.First, link.Second, Complex.FromPolarCoordinates(link.Attenuation, link.ChannelPhase));
        }

        RoomOptions options = room.Options;
        double wavelength = options.Carrier.Wavelength.Value;
        Indices = [new float[_count * _count], new float[_count * _count]];
        for (int i = 0; i < _count; i++)
        {
            for (int j = i + 1; j < _count; j++)
            {
                if (_channel[i * _count + j] == Complex.Zero)
                {
                    double distance = room.Positions[i].DistanceTo(room.Positions[j]);
                    double attenuation = options.DipoleGain * wavelength / (4 * Math.PI * distance) * Math.Pow(10, options.MultipathFading * random.NextGaussian() / 20);
                    double phase = 2 * Math.PI * distance / wavelength + options.MultipathDeviation * random.NextGaussian();
                    Set(i, j, Complex.FromPolarCoordinates(attenuation, phase));
                }

                SetIndices(i, j, swing);
                SetIndices(j, i, swing);
            }
        }
    }

    /// <summary>Modulation indices by axis, sender and receiver; n × n each.</summary>
    public float[][] Indices { get; }

    /// <summary>Θ at the receiver: phase of backscatter over phase of excitation, in radians, (−π, π].</summary>
    public double Phase(int sender, int receiver) => Ratio(sender, receiver).Phase;

    private Complex Ratio(int sender, int receiver) => _excitation[sender] * _channel[sender * _count + receiver] / _excitation[receiver];

    private void SetIndices(int sender, int receiver, double swing)
    {
        Complex ratio = Ratio(sender, receiver);
        Indices[0][sender * _count + receiver] = (float)(swing * Math.Abs(ratio.Real));
        Indices[1][sender * _count + receiver] = (float)(swing * Math.Abs(ratio.Imaginary));
    }

    private void Set(int one, int other, Complex channel)
    {
        _channel[one * _count + other] = channel;
        _channel[other * _count + one] = channel;
    }
}
