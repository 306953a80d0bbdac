using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace TwinGrid.Trace.Tests.ColdChain;

/// <summary>Checks a law on generated cases that are the same in every run.</summary>
internal static class Laws
{
    public static void Hold<T>(Gen<T> cases, Action<T> law, int count = 100)
    {
        var replay = new Replay(new Rnd(20210615, 1469598103934665603), FSharpOption<int>.None);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(FSharpOption<Replay>.Some(replay)),
            Prop.ForAll(Arb.From(cases), law));
    }

    /// <summary>Uniform numbers on a grid fine enough to be no grid.</summary>
    public static Gen<double> Between(double low, double high) =>
        Gen.Choose(0, 1_000_000).Select(step => low + (high - low) * step / 1_000_000);
}
