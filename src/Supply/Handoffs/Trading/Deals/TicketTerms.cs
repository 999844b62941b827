using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using NodaTime;

namespace Busbar.Supply.Handoffs.Trading.Deals;

/// <summary>Terms of a deal from its answers, and back.</summary>
internal static class TicketTerms
{
    private const string FuelIndex = "INDEX";

    private sealed record Head(string Kind, Side Side, string Market, string Location, OperatingDay First, OperatingDay Last);

    /// <summary>The terms; the answers keep what is wrong with them.</summary>
    public static TradeTerms Read(TicketAnswers answers)
    {
        var head = new Head(answers.Word("kind"), answers.Word("side", TicketWords.Sides, Side.Buy), answers.Text("market"),
            answers.Text("location"), answers.Day("first_day"), answers.Day("last_day"));
        CheckUnit(answers, head.Kind);
        var (_, side, market, location, first, last) = head;
        return head.Kind switch
        {
            "swap" => new PowerSwap(side, market, location, first, last, Shape(answers, head), Price(answers), Index(answers)),
            "option" => new PowerOption(side, market, location, first, last, Shape(answers, head), answers.Word("option") == "call",
                answers.Word("exercise", TicketWords.Exercises, OptionExercise.Daily), new(answers.Number("strike")),
                new(answers.Number("premium")), Index(answers)),
            "award" => new MarketAward(side, market, location, first, last, Index(answers),
                Hourly(answers, head, "quantity", mw => new Mw(mw)),
                Hourly(answers, head, "price", price => new UsdPerMwh(price))),
            "virtual" => new VirtualBid(side, market, location, first, last, Cleared(answers, head)),
            "up-to-congestion" => new UpToCongestion(side, market, location, answers.Text("sink"), first, last, Cleared(answers, head)),
            "transmission-right" => new TransmissionRight(side, market, location, answers.Text("sink"), first, last, Shape(answers, head),
                answers.Word("right") == "option", answers.Word("right") == "auction-revenue", answers.Number("price")),
            "fuel" => Fuel(answers, head),
            "certificate" => new CertificateDeal(side, market, location, first, last, answers.Text("program"), answers.Whole("vintage"),
                answers.Whole("quantity"), answers.Number("price")),
            "ancillary" => new AncillaryDeal(side, market, location, first, last, answers.Text("service"), Shape(answers, head),
                answers.Number("price")),
            _ => new PowerDeal(side, market, location, first, last, Shape(answers, head), IndexedPrice(answers)),
        };
    }

    /// <summary>The answers of terms, without those about who dealt.</summary>
    public static Dictionary<string, string> Write(TradeTerms terms)
    {
        var answers = new Dictionary<string, string>
        {
            ["kind"] = TicketForm.KindOf(terms), ["side"] = TicketWords.Text(TicketWords.Sides, terms.Side), ["market"] = terms.Market,
            ["location"] = terms.Location, ["first_day"] = terms.FirstDay.ToString(), ["last_day"] = terms.LastDay.ToString(),
                ["unit"] = "MW",
        };
        switch (terms)
        {
            case PowerDeal deal:
                Put(answers, deal.Shape);
                answers["price"] = Text(deal.Price);
                break;
            case PowerSwap swap:
                Put(answers, swap.Shape);
                (answers["price"], answers["index"]) = (TicketWords.Text(swap.Fixed.Value), Text(swap.Index));
                break;
            case PowerOption option:
                Put(answers, option.Shape);
                (answers["option"], answers["index"]) = (option.IsCall ? "call" : "put", Text(option.Index));
                answers["exercise"] = TicketWords.Text(TicketWords.Exercises, option.Exercise);
                (answers["strike"], answers["premium"]) = (TicketWords.Text(option.Strike.Value), TicketWords.Text(option.Premium.Value));
                break;
            case MarketAward award:
                (answers["quantity"], answers["index"]) = (Runs(award.Hourly), Text(award.Index));
                answers["price"] = TicketWords.Runs(award.Price.Values.Select(price => price.Value));
                break;
            case VirtualBid bid:
                answers["quantity"] = Runs(bid.Hourly);
                break;
            case UpToCongestion path:
                (answers["quantity"], answers["sink"]) = (Runs(path.Hourly), path.Sink);
                break;
            default:
                WriteOther(answers, terms);
                break;
        }
        return answers;
    }

    private static void WriteOther(Dictionary<string, string> answers, TradeTerms terms)
    {
        switch (terms)
        {
            case TransmissionRight right:
                Put(answers, right.Shape);
                answers["sink"] = right.Sink;
                answers["right"] = right.IsAuctionRevenue ? "auction-revenue" : right.IsOption ? "option" : "obligation";
                answers["price"] = TicketWords.Text(right.PriceUsdPerMw);
                break;
            case FuelDeal fuel:
                (answers["quantity"], answers["unit"], answers["fuel"]) = (TicketWords.Text(fuel.PerDay.Value), "MMBTU/d", fuel.Fuel);
                answers["price"] = fuel.IsIndexed ? FuelIndex + Adder(fuel.Price.Value) : TicketWords.Text(fuel.Price.Value);
                break;
            case CertificateDeal certificate:
                (answers["quantity"], answers["unit"]) = (TicketWords.Text(certificate.Certificates), "REC");
                (answers["program"], answers["vintage"]) = (certificate.Program, TicketWords.Text(certificate.Vintage));
                answers["price"] = TicketWords.Text(certificate.PriceUsd);
                break;
            case AncillaryDeal ancillary:
                Put(answers, ancillary.Shape);
                (answers["service"], answers["price"]) = (ancillary.Service, TicketWords.Text(ancillary.PriceUsdPerMwHour));
                break;
        }
    }

    private static void CheckUnit(TicketAnswers answers, string kind)
    {
        var (given, wanted) = (answers.Word("unit"), kind switch { "fuel" => "MMBTU/d", "certificate" => "REC", _ => "MW" });
        if (given.Length > 0 && given != wanted)
            answers.Refuse("wrong-units", "unit", $"A deal of the kind {kind} is in {wanted}, not in {given}",
                $"Give the quantity in {wanted}.");
    }

    private static DeliveryShape Shape(TicketAnswers answers, Head head)
    {
        var block = answers.Word("block", TicketWords.Blocks, []);
        var quantity = answers.Text("quantity");
        if (block.IsEmpty && IsHourly(quantity)) return new([], Mw.Zero, Hourly(answers, head, "quantity", mw => new Mw(mw)));
        if (block.IsEmpty)
            answers.Refuse("no-blocks", "block", "The deal names no block of hours",
                "Give a block as 5x16, or the quantity hour by hour as 50*8,60*16.");
        return new(block, new(answers.Number("quantity")));
    }

    private static bool IsHourly(string quantity) => quantity.Contains('*') || quantity.Contains(',');

    /// <summary>A cleared bid hour by hour; one number and a block are unfolded over the hours of the term.</summary>
    private static Series<Mw> Cleared(TicketAnswers answers, Head head)
    {
        var shape = Shape(answers, head);
        if (shape.Hourly is { } hourly) return hourly;
        var calendar = MarketCalendar.Find(head.Market);
        var days = Period.DaysBetween(head.First.Date, head.Last.Date) + 1;
        if (days > TicketForm.MostHourlyDays)
            answers.Refuse("term-too-long", "last_day", $"A cleared bid over {days} days",
                $"Give at most {TicketForm.MostHourlyDays} days.");
        if (answers.Refusal is not null || calendar is null || days < 1) return Unread(shape.Mw);
        return new(calendar.WholeDay(head.First).Start, Duration.FromHours(1),
        [
            .. head.First.Through(head.Last).SelectMany(day => calendar.HoursOf(day))
                .Select(hour => shape.Blocks.Contains(calendar.BlockOf(hour.Start)) ? shape.Mw : Mw.Zero),
        ]);
    }

    private static Series<T> Hourly<T>(TicketAnswers answers, Head head, string name, Func<decimal, T> of)
    {
        var values = answers.Runs(name, answers.Text(name));
        var calendar = MarketCalendar.Find(head.Market);
        return calendar is null || answers.Refusal is not null ? Unread(of(0))
            : new(calendar.WholeDay(head.First).Start, Duration.FromHours(1), [.. values.Select(of)]);
    }

    /// <summary>Stands where a fault was found, or where the market is not known and the ticket's rules will say so.</summary>
    private static Series<T> Unread<T>(T value) => new(NodaConstants.UnixEpoch, Duration.FromHours(1), [value]);

    private static FuelDeal Fuel(TicketAnswers answers, Head head)
    {
        var price = answers.Text("price");
        var isIndexed = price.StartsWith(FuelIndex, StringComparison.OrdinalIgnoreCase);
        var number = isIndexed ? price[FuelIndex.Length..] : price;
        return new(head.Side, head.Market, head.Location, head.First, head.Last, answers.Text("fuel"), new(answers.Number("quantity")),
            new(isIndexed && number.Length == 0 ? 0 : answers.Number("price", number)), isIndexed);
    }

    private static DealPrice IndexedPrice(TicketAnswers answers)
    {
        var price = answers.Text("price");
        var index = TicketWords.Indexes.FirstOrDefault(word => price.StartsWith(word.Key, StringComparison.OrdinalIgnoreCase));
        if (index.Key is null) return new(new(answers.Number("price", price)));
        var adder = price[index.Key.Length..];
        return new(new(adder.Length == 0 ? 0 : answers.Number("price", adder)), index.Value);
    }

    private static UsdPerMwh Price(TicketAnswers answers) => new(answers.Number("price"));

    private static PriceIndex Index(TicketAnswers answers) => answers.Word("index", TicketWords.Indexes, PriceIndex.DayAhead);

    private static void Put(Dictionary<string, string> answers, DeliveryShape shape)
    {
        answers["quantity"] = shape.Hourly is { } hourly ? Runs(hourly) : TicketWords.Text(shape.Mw.Value);
        if (shape.Hourly is null) answers["block"] = TicketWords.Text(shape.Blocks);
    }

    private static string Runs(Series<Mw> hourly) => TicketWords.Runs(hourly.Values.Select(mw => mw.Value));

    private static string Text(PriceIndex index) => TicketWords.Text(TicketWords.Indexes, index);

    private static string Text(DealPrice price) =>
        price.Index is { } index ? Text(index) + Adder(price.Fixed.Value) : TicketWords.Text(price.Fixed.Value);

    private static string Adder(decimal adder) => (adder < 0 ? "" : "+") + TicketWords.Text(adder);
}
