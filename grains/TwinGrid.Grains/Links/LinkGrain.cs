using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;
using TwinGrid.Signal.Probing;

namespace TwinGrid.Grains.Links;

/// <inheritdoc cref="ILinkGrain"/>
[CollectionAgeLimit(Minutes = 2)]
public sealed class LinkGrain(
    [PersistentState("link", TwinOptions.Storage)] IPersistentState<LinkState> state,
    IOptions<TwinOptions> options) : Grain, ILinkGrain
{
    private Direction _fromOneEnd, _fromOtherEnd;
    private IRegionGrain? _region;
    private bool _isDirty, _isUnreported;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (state.State.LastProbes is { } chunk)
        {
            foreach (Probe probe in ObservationCodec.Decode(chunk).Probes)
            {
                Take(probe);
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Save();

    /// <inheritdoc/>
    public async Task Observe(string regionKey, ImmutableArray<Probe> probes)
    {
        bool isNew = false;
        foreach (Probe probe in probes)
        {
            PaletteOf(probe);
            if (Take(probe))
            {
                isNew = true;
            }
            else if (IsLast(probe))
            {
                // Told again, because someone up the line doesn't know that it got through: so does the region not.
                _isUnreported = state.State.Estimate is not null;
            }
        }

        if (isNew)
        {
            _isDirty = true;
            _isUnreported |= Join();
        }

        if (_isUnreported)
        {
            await Region().UpdateLink(state.State.Estimate!);
            _isUnreported = false;
        }
    }

    /// <inheritdoc/>
    public Task<LinkEstimate?> Estimate() => Task.FromResult(state.State.Estimate);

    /// <inheritdoc/>
    public Task Flush() => Save();

    /// <summary>Keeps the probe if it is newer than what is known of its direction.</summary>
    private bool Take(Probe probe)
    {
        ref Direction direction = ref string.CompareOrdinal(probe.Transmitter, probe.Receiver) < 0 ? ref _fromOneEnd : ref _fromOtherEnd;
        if (direction.Last is { } last && !IsNewer(probe, last))
        {
            return false;
        }

        direction = new Direction(probe, null);
        return true;
    }

    /// <summary>Equal times are put in order by source and number, so that the order of arrival doesn't matter.</summary>
    private static bool IsNewer(Probe probe, Probe last)
    {
        int byTime = probe.Time.CompareTo(last.Time);
        int byName = byTime != 0 ? byTime : string.CompareOrdinal(probe.Id.Source, last.Id.Source);
        return byName > 0 || (byName == 0 && probe.Id.Sequence > last.Id.Sequence);
    }

    private bool IsLast(Probe probe) => probe.Id == _fromOneEnd.Last?.Id || probe.Id == _fromOtherEnd.Last?.Id;

    /// <summary>Joins both directions into an estimate; false while one is missing or gives none.</summary>
    private bool Join()
    {
        if (Fit(ref _fromOneEnd) is not { } forward || Fit(ref _fromOtherEnd) is not { } backward)
        {
            return false;
        }

        Probe probe = _fromOneEnd.Last!;
        ChannelEstimate channel = LinkEstimator.Combine(forward, backward);
        state.State.Estimate = new LinkEstimate(
            probe.Transmitter,
            probe.Receiver,
            probe.Time > _fromOtherEnd.Last!.Time ? probe.Time : _fromOtherEnd.Last.Time,
            probe.FrequencyHz,
            channel.Attenuation,
            channel.Phase,
            channel.PhaseDeviation);
        return true;
    }

    private ProbeEstimate? Fit(ref Direction direction)
    {
        if (direction.Last is not { } probe)
        {
            return null;
        }

        if (direction.Estimate is null)
        {
            double? noise = probe.NoiseVolts > 0 ? probe.NoiseVolts : null;
            direction = direction with { Estimate = EnvelopeProbeEstimator.Estimate(PaletteOf(probe), probe.Voltages.AsSpan(), noise) };
        }

        return direction.Estimate is { ExcitationVoltage: > 0, Converged: true } estimate ? estimate : null;
    }

    private ReflectionPalette PaletteOf(Probe probe) => options.Value.Palettes.TryGetValue(probe.Palette, out ReflectionPalette? known)
        ? known
        : throw new InvalidOperationException($"probe from '{probe.Transmitter}': expected one of the palettes {string.Join(", ", options.Value.Palettes.Keys)}, found '{probe.Palette}'");

    private IRegionGrain Region() => _region ??= GrainFactory.GetGrain<IRegionGrain>(TwinKeys.RegionOf(this.GetPrimaryKeyString()));

    private async Task Save()
    {
        if (!_isDirty)
        {
            return;
        }

        ImmutableArray<Probe> last = [.. new[] { _fromOneEnd.Last, _fromOtherEnd.Last }.OfType<Probe>()];
        state.State.LastProbes = ObservationCodec.Encode(ObservationBatch.Of(last), compress: false);
        await state.WriteStateAsync();
        _isDirty = false;
    }

    /// <summary>The last probe of one direction and, once it was needed, what it says.</summary>
    private readonly record struct Direction(Probe? Last, ProbeEstimate? Estimate);
}
