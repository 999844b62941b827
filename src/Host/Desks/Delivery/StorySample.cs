using System.Collections.Immutable;
using System.Globalization;
using Busbar.Digital.Delivery.Stories;
using Busbar.Host.Desks.Service;
using Busbar.Kernel.Facts;
using NodaTime;

namespace Busbar.Host.Desks.Delivery;

/// <summary>Four months of a made-up board for the demonstration: stories that were done at a steady pace, some under way, one of them
/// blocked, some to come. Run again it adds nothing.</summary>
public static class StorySample
{
    private const int Begun = 48, All = 56, BlockedNow = 48;
    private const double DaysBetween = 2.6, DaysBack = 126;
    private static readonly Actor team = new("simulated team", Roles.ServiceOperator);

    private static readonly string[] things =
    [
        "Bid page shows the gate's clock", "Prices of the hour before the gate", "Weather by zone", "Statement as a file",
        "Limits beside the bid", "Battery's state on the schedule", "Alert when a feed is late", "Tags by counterparty",
    ];

    /// <summary>Keeps it, dated back from a clock.</summary>
    public static void Keep(DigitalBooks books, Instant now)
    {
        if (!books.Stories.All(AsOf.Latest).IsEmpty) return;
        for (var number = 1; number <= All; number++)
            books.Stories.TakeIn(string.Create(CultureInfo.InvariantCulture, $"{BoardSetting.Default.Key}-{number}"), Facts(number, now),
                team);
    }

    private static ImmutableArray<StoryFact> Facts(int number, Instant now)
    {
        var columns = BoardSetting.Default.Columns;
        var begun = now - Duration.FromDays(DaysBack - DaysBetween * number);
        var facts = ImmutableArray.CreateBuilder<StoryFact>();
        facts.Add(new StoryWritten(Instant.Min(begun, now) - Duration.FromDays(3 + number % 5), team,
            string.Create(CultureInfo.InvariantCulture, $"{things[number % things.Length]}, part {1 + number / things.Length} (simulated)"),
            string.Create(CultureInfo.InvariantCulture, $"REQ-{1 + number / 8}"), Criteria(number)));
        if (number > Begun) return facts.ToImmutable();
        var at = begun;
        foreach (var (column, days) in columns.Skip(1).Select(each => each.Name).Zip(
            [0, 1.2 + number % 4 * 0.8, 0.4 + number % 3 * 0.7, 0.5 + number % 2 * 0.6]))
        {
            at += Duration.FromDays(days);
            if (at > now) break;
            facts.Add(new CardMoved(at, team, column));
        }
        if (number == BlockedNow) facts.Add(new CardBlocked(facts[^1].At + Duration.FromHours(5), team, "the vendor's sandbox is down"));
        return facts.ToImmutable();
    }

    private static ImmutableArray<AcceptanceCriterion> Criteria(int number)
    {
        AcceptanceCriterion first = new("it shows what is kept (simulated)",
            [string.Create(CultureInfo.InvariantCulture, $"Bid_{1 + number % 40}")]);
        return number % 3 == 0 ? [first, new("a person without the role is refused (simulated)", number % 2 == 0 ? [] : ["Bids.Bid_2"])]
            : [first];
    }
}
