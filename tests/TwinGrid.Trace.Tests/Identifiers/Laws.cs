using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace TwinGrid.Trace.Tests.Identifiers;

/// <summary>Checks a law on generated cases that are the same in every run.</summary>
internal static class Laws
{
    public static void Hold<T>(Gen<T> cases, Func<T, bool> law, int count = 200)
    {
        var replay = new Replay(new Rnd(20210615, 1469598103934665603), FSharpOption<int>.None);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(FSharpOption<Replay>.Some(replay)),
            Prop.ForAll(Arb.From(cases), law));
    }

    /// <summary>Some cases, the same in every run.</summary>
    public static IEnumerable<T> Some<T>(Gen<T> cases, int count) => cases.Sample(count, new Rnd(20210615, 1469598103934665603), 50);
}
