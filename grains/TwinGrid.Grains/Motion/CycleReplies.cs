using TwinGrid.Grains.Objects;
using TwinGrid.Model;
using TwinGrid.Signal.Motion;
using TwinGrid.Signal.Motion.Vote;

namespace TwinGrid.Grains.Motion;

/// <summary>Profiles and shifts between their form in messages and the form that the comparison takes.</summary>
internal static class CycleReplies
{
    /// <summary>The profile of a reply.</summary>
    public static TagProfile ToProfile(this CycleReply reply) =>
        new(reply.Phases.AsSpan(), reply.PhaseDeviations.AsSpan(), reply.LengthSamples, reply.LengthDeviation);

    /// <summary>A tag's profile as a message.</summary>
    public static CycleReply ToReply(this TagProfile profile, string tag) =>
        new(tag, [.. profile.Phases], [.. profile.PhaseDeviations], profile.Length, profile.LengthDeviation);

    /// <summary>A tag's shift as a message.</summary>
    public static TagEvidence ToEvidence(this TagShift shift, string tag) =>
        new(tag, [.. shift.Differences], [.. shift.Deviations], shift.HadPlace, shift.Kind, shift.StrayProfiles);

    /// <summary>The shift that a message carries.</summary>
    public static TagShift ToShift(this TagEvidence evidence) =>
        new(evidence.Differences.AsSpan(), evidence.Deviations.AsSpan(), evidence.HadPlace, evidence.Kind, evidence.StrayReplies);
}
