namespace TwinGrid.Silo.Cluster;

/// <summary>A silo as the table of members keeps it; times in ticks of UTC.</summary>
/// <param name="Silo">Its address and generation.</param>
/// <param name="Status">How it is.</param>
/// <param name="Suspects">Who took it for dead, and when.</param>
/// <param name="ProxyPort">Port for clients; 0 for none.</param>
/// <param name="HostName">Its host.</param>
/// <param name="SiloName">Its name.</param>
/// <param name="Started">When it began.</param>
/// <param name="Alive">When it last said that it is alive.</param>
internal sealed record Member(
    string Silo, SiloStatus Status, Suspect[] Suspects, int ProxyPort, string HostName, string SiloName, long Started, long Alive)
{
    /// <summary>Of Orleans' form.</summary>
    public static Member Of(MembershipEntry entry) => new(
        entry.SiloAddress.ToParsableString(),
        entry.Status,
        [.. (entry.SuspectTimes ?? []).Select(suspect => new Suspect(suspect.Item1.ToParsableString(), suspect.Item2.Ticks))],
        entry.ProxyPort,
        entry.HostName,
        entry.SiloName,
        entry.StartTime.Ticks,
        entry.IAmAliveTime.Ticks);

    /// <summary>In Orleans' form.</summary>
    public MembershipEntry ToEntry() => new()
    {
        SiloAddress = SiloAddress.FromParsableString(Silo),
        Status = Status,
        SuspectTimes = [.. Suspects.Select(suspect => Tuple.Create(SiloAddress.FromParsableString(suspect.Silo), Moment(suspect.Time)))],
        ProxyPort = ProxyPort,
        HostName = HostName,
        SiloName = SiloName,
        StartTime = Moment(Started),
        IAmAliveTime = Moment(Alive),
    };

    private static DateTime Moment(long ticks) => new(ticks, DateTimeKind.Utc);
}

/// <summary>A silo that takes another for dead.</summary>
/// <param name="Silo">The silo that says so.</param>
/// <param name="Time">When, in ticks of UTC.</param>
internal sealed record Suspect(string Silo, long Time);
