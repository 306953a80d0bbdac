namespace TwinGrid.Adapters.HttpFeeds.Impinj;

/// <summary>What came over a reader's stream.</summary>
/// <param name="Reads">Reads of tags.</param>
/// <param name="Ignored">Events of the reader itself.</param>
/// <param name="Refused">Lines that could not be understood.</param>
/// <param name="LastFault">Why the last of them could not; null where all could.</param>
public sealed record StreamCounts(long Reads, long Ignored, long Refused, string? LastFault);
