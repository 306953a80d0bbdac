using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace TwinGrid.Adapters.Llrp.Tests.Wire;

/// <summary>Checks a law on generated cases that are the same in every run.</summary>
internal static class Laws
{
    public static void Hold<T>(Gen<T> cases, Func<T, bool> law, int count = 500)
    {
        var replay = new FsCheck.Replay(new Rnd(20210615, 1469598103934665603), FSharpOption<int>.None);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(FSharpOption<FsCheck.Replay>.Some(replay)),
            Prop.ForAll(Arb.From(cases), law));
    }
}
