using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Contracts.Tags;
using Busbar.Supply.Handoffs.Contracts.Tags;
using NodaTime;

namespace Busbar.Host.Desks;

/// <summary>Simulated e-Tags of the generated utility's two contracts on one day: wind that is curtailed in its best hours and reloaded,
/// and a block whose first tag is denied. Its authorities, owners and reservations do not exist.</summary>
internal static class SampleTags
{
    private const string Why = "simulated";
    private static readonly Actor scheduler = new("simulated scheduler", Roles.Bidder);
    private static readonly Actor authorities = new("simulated authorities", Roles.Gateway);

    /// <summary>Keeps the tags, unless the store has tags already.</summary>
    public static void Keep(FactStore store, OperatingDay day)
    {
        if (!store.Streams("tag/").IsEmpty) return;
        var book = new TagBook(store);
        var dayBefore = day.Plus(-1);
        var (wind, block) = (Route("BOLTZ", "BLTZPS", "BOLTZMANN.WIND", "QE-WIND-1", "G-NF", 0.03m),
            Route("BOHR", "BOHRPS", "BOHR.SYSTEM", "QE-BLOCK-1", "G-F", 0.02m));
        var submitted = book.Calendar.At(dayBefore, new LocalTime(12, 30));

        var tag = Submit(store, book, day, "QE-WIND-1", "WIND001", wind, submitted);
        var id = Approve(book, tag, submitted + Duration.FromMinutes(25), tag.ApprovalEntities);
        var evening = book.Calendar.WholeDay(day).End - Duration.FromHours(3);
        var best = tag.Energy.Where(each => each.Interval.Start < evening).MaxBy(each => each.Mw.Value)!;
        var start = best.Interval.Start;
        id = Add(book, id, new TagCurtailed("WHEEL", start - Duration.FromMinutes(15), new(start, start + Duration.FromHours(2)),
            new(decimal.Truncate(best.Mw.Value / 3)), "simulated: TLR 3b"));
        Add(book, id, new TagReloaded("WHEEL", start + Duration.FromMinutes(75), start + Duration.FromMinutes(90)));

        tag = Submit(store, book, day, "QE-BLOCK-1", "BLOCK01", block, submitted + Duration.FromMinutes(4));
        Add(book, ($"{tag.Id}", 1), new TagAssessed("WHEEL", submitted + Duration.FromMinutes(16), false,
            "simulated: no transfer capability"));
        var again = submitted + Duration.FromMinutes(95);
        tag = Submit(store, book, day, "QE-BLOCK-1", "BLOCK02", block, again);
        Approve(book, tag, again + Duration.FromMinutes(30), tag.ApprovalEntities);
    }

    private static ETag Submit(
        FactStore store, TagBook book, OperatingDay day, string contract, string code, TagRoute route, Instant at)
    {
        var nomination = new SupplyReads(store).Nominations(day, day, AsOf.Latest).Select(each => each.Body)
            .First(each => each.ContractId == contract);
        var tag = AuthorTag.Run(new(book.Calendar, day, contract, code, route, nomination.Energy)).OrThrow();
        book.Submit([tag], Why, scheduler, at);
        return tag;
    }

    private static (string Id, int Version) Approve(TagBook book, ETag tag, Instant at, ImmutableArray<string> entities)
    {
        var id = ($"{tag.Id}", 1);
        foreach (var entity in entities) id = Add(book, id, new TagAssessed(entity, at, true, ""));
        return id;
    }

    private static (string Id, int Version) Add(TagBook book, (string Id, int Version) tag, TagFact fact)
    {
        var why = fact switch { TagCurtailed cut => cut.Reason, TagAssessed { Reason.Length: > 0 } answer => answer.Reason, _ => Why };
        return (tag.Id, book.Add(tag.Id, tag.Version, fact, why, authorities).Version);
    }

    private static TagRoute Route(string authority, string seller, string resource, string contract, string product, decimal loss) => new(
        "QNTM", [new(seller, product, contract), new("QNTM", product, "")],
        [
            new(SegmentKind.Generation, authority, resource, $"{authority}.TIE", [], 0, LossMethod.Financial),
            new(SegmentKind.Transmission, "WHEEL", $"{authority}.TIE", "QE.TIE", [new($"WHL-{contract}", "QNTM", new Mw(60))], loss,
                LossMethod.Financial),
            new(SegmentKind.Load, "QEBA", "QE.TIE", "QE.LOAD", [], 0, LossMethod.Financial),
        ], 10, ["SIMRC"]);
}
