using TwinGrid.Simulation.Naming;
using TwinGrid.Simulation.World;

namespace TwinGrid.Simulation.Items;

/// <summary>A read of a tag.</summary>
/// <param name="Reader">Where.</param>
/// <param name="Second">When, seconds.</param>
public readonly record struct TagRead(Reader Reader, int Second);

/// <summary>All that readers heard, and did not hear, of one item.</summary>
/// <param name="All">The reads, by time.</param>
/// <param name="Missed">Portals that it passed unheard, by time.</param>
/// <param name="HiddenRounds">Inventory rounds in which it was there and hidden.</param>
public sealed record ItemReads(IReadOnlyList<TagRead> All, IReadOnlyList<TagRead> Missed, int HiddenRounds)
{
    /// <summary>Goes through every portal and every round of an item's life, one by one.</summary>
    internal static ItemReads Of(in CaseFacts theCase, in ItemFacts item, ClassFigures goods, RouteStep[] steps)
    {
        List<TagRead> all = new(64), missed = [];
        int hidden = 0;
        for (int portal = 0; portal < ReadRounds.Till && ReadRounds.PassAt(theCase, portal) < item.EndsAt; portal++)
        {
            Pass(theCase, item, portal, ReadRounds.PassAt(theCase, portal));
            if (portal is (int)ReaderKind.CentreIn or (int)ReaderKind.Floor)
            {
                bool isShop = portal == (int)ReaderKind.Floor;
                Thing room = isShop ? new(ThingKind.Shop, theCase.Shop) : new(ThingKind.Centre, theCase.Centre);
                int until = isShop ? item.EndsAt : Math.Min(item.EndsAt, theCase.LeftCentre);
                Rounds(item, new(isShop ? ReaderKind.ShopRounds : ReaderKind.CentreRounds, room), ReadRounds.PassAt(theCase, portal), until);
            }
        }

        if (item.End == ItemEnd.Sold)
        {
            Pass(theCase, item, ReadRounds.Till, item.EndsAt);
        }

        return new ItemReads(all, missed, hidden);

        void Pass(in CaseFacts theCase, in ItemFacts item, int portal, int at)
        {
            var kind = (ReaderKind)portal;
            Thing place = NameLayout.PlaceOf(kind) switch
            {
                ThingKind.Factory => steps[0].Place!.Value,
                ThingKind.Centre => new(ThingKind.Centre, theCase.Centre),
                ThingKind.Hub => new(ThingKind.Hub, (long)theCase.Centre * Numbering.LoadsPerWave + theCase.TruckIndex),
                _ => new(ThingKind.Shop, theCase.Shop),
            };
            (ReadRounds.IsRead(item, portal, goods.MissedBelow) ? all : missed).Add(new TagRead(new Reader(kind, place), at));
        }

        void Rounds(in ItemFacts item, Reader reader, int from, int until)
        {
            int shift = reader.Kind == ReaderKind.ShopRounds ? ReadRounds.ShopShift : ReadRounds.CentreShift;
            int offset = ReadRounds.Offset(reader.Place.Number, shift);
            for (int round = ReadRounds.First(from, offset, shift); ReadRounds.TimeOf(round, offset, shift) is var at && at < until; round++)
            {
                if (ReadRounds.IsHidden(round, ReadRounds.PhaseOf(item), goods.HiddenRounds))
                {
                    hidden++;
                }
                else
                {
                    all.Add(new TagRead(reader, at));
                }
            }
        }
    }
}
