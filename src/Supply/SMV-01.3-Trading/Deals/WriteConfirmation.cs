using System.Collections.Immutable;
using System.Globalization;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Contracts;
using Busbar.Supply.Handoffs.Trading.Deals;

namespace Busbar.Supply.Trading.Deals;

/// <summary>A deal to be confirmed to the other side.</summary>
/// <param name="Trade">The deal as it stands.</param>
/// <param name="Us">Our legal name.</param>
/// <param name="Counterparties">Whom we deal with, and under which masters.</param>
public sealed record WriteConfirmationInputs(Trade Trade, string Us, ImmutableArray<Counterparty> Counterparties);

/// <summary>A confirmation: its lines, and what they add up to.</summary>
/// <param name="Reference">Our reference.</param>
/// <param name="Lines">One a term.</param>
/// <param name="Hours">Hours of delivery on the market's calendar; for fuel days; 0 for certificates.</param>
/// <param name="Quantity">MWh, for fuel MMBtu, or certificates.</param>
public sealed record ConfirmationLetter(string Reference, ImmutableArray<ConfirmationLine> Lines, int Hours, decimal Quantity)
{
    /// <summary>The letter as plain text.</summary>
    public string Text => string.Join('\n', Lines.Select(line => $"{line.Term + ":",-22}{line.Words}").Prepend("").Prepend("CONFIRMATION")
        .Append("").Append("Please confirm that these terms are what we agreed, or tell us at once where they are not.").Append(""));
}

/// <summary>One term of a confirmation.</summary>
public sealed record ConfirmationLine(string Term, string Words);

/// <summary>Writes the confirmation of a deal as the trade expects it under an EEI or WSPP master (EEI Master Agreement, Exhibit A: seller,
/// buyer, product, quantity, delivery point, price, delivery period; WSPP Agreement, Exhibit C). Hours and energy are counted on the
/// market's calendar, with 23 and 25-hour days and holidays. Refuses a deal that is voided or posted by a market.</summary>
public static class WriteConfirmation
{
    /// <summary>The letter.</summary>
    public static Outcome<ConfirmationLetter> Run(WriteConfirmationInputs inputs)
    {
        var (trade, us, counterparties) = inputs;
        var terms = trade.Ticket.Terms;
        if (trade.Status == TradeStatus.Voided)
            return new Refusal("already-voided", "A voided deal is not confirmed", trade.Id, "Choose another deal.");
        if (!TrackConfirmations.IsWritten(terms))
            return TrackConfirmations.NotWritten(trade);
        var other = counterparties.FirstOrDefault(each => each.Id == trade.Ticket.Counterparty);
        var (hours, quantity, unit) = Count(terms);
        var (them, calendar) = (other?.Name ?? trade.Ticket.Counterparty, MarketCalendar.Named(terms.Market));
        ImmutableArray<ConfirmationLine> lines =
        [
            new("Reference", SendConfirmation.ReferenceOf(trade)), new("Trade date", calendar.DayOf(trade.TradedAt).ToString()),
            new("Seller", terms.Side == Side.Sell ? us : them), new("Buyer", terms.Side == Side.Sell ? them : us),
            new("Governing agreement", other?.Masters.FirstOrDefault() is { } master ? NameOf(master) : "none on record"),
            new("Product", ProductOf(terms)), .. QuantityOf(terms),
            new("Delivery period", $"{terms.FirstDay} to {terms.LastDay}, {terms.Market} operating days"),
            .. hours == 0 ? Array.Empty<ConfirmationLine>() : [new(terms is FuelDeal ? "Total days" : "Total hours", Number(hours))],
            new("Total quantity", $"{Number(quantity)} {unit}"), new("Delivery point", terms.Location), .. PriceOf(terms, quantity),
            new("Broker", trade.Ticket.Broker.Length == 0 ? "none" : trade.Ticket.Broker),
        ];
        return new ConfirmationLetter(SendConfirmation.ReferenceOf(trade), lines, hours, quantity);
    }

    private static (int Hours, decimal Quantity, string Unit) Count(TradeTerms terms)
    {
        var days = terms.FirstDay.Through(terms.LastDay).ToArray();
        if (terms is CertificateDeal certificate) return (0, certificate.Certificates, "certificates");
        if (terms is FuelDeal fuel) return (days.Length, fuel.PerDay.Value * days.Length, "MMBtu");
        var (shape, calendar) = (CheckTicket.ShapeOf(terms)!, MarketCalendar.Named(terms.Market));
        if (shape.Hourly is { } hourly)
            return (hourly.Values.Count(mw => mw.Value != 0), hourly.Values.Sum(mw => mw.Value), "MWh");
        var hours = days.SelectMany(day => calendar.HoursOf(day)).Count(hour => shape.Blocks.Contains(calendar.BlockOf(hour.Start)));
        return (hours, hours * shape.Mw.Value, "MWh");
    }

    private static string ProductOf(TradeTerms terms) => terms switch
    {
        PowerDeal => "Physical electric energy",
        PowerSwap swap => $"Fixed for floating swap, floating the {NameOf(swap.Index)}",
        PowerOption option => $"{(option.IsCall ? "Call" : "Put")} option, "
            + $"{(option.Exercise == OptionExercise.Daily ? "daily" : "monthly")} exercise, on the {NameOf(option.Index)}",
        FuelDeal fuel => $"Physical {fuel.Fuel}",
        CertificateDeal certificate => $"Renewable energy certificates, {certificate.Program}, vintage {certificate.Vintage}",
        _ => TicketForm.KindOf(terms),
    };

    private static ConfirmationLine[] QuantityOf(TradeTerms terms) => CheckTicket.ShapeOf(terms) switch
    {
        { Hourly: { } hourly } => [new("Contract quantity", $"MW by hour: {TicketWords.Runs(hourly.Values.Select(mw => mw.Value))}")],
        { } shape => [new("Contract quantity", $"{Number(shape.Mw.Value)} MW in each hour"), new("Block", TicketWords.Text(shape.Blocks))],
        _ => terms is FuelDeal fuel ? [new("Contract quantity", $"{Number(fuel.PerDay.Value)} MMBtu a day")] : [],
    };

    private static ConfirmationLine[] PriceOf(TradeTerms terms, decimal quantity) => terms switch
    {
        PowerDeal { Price: { Index: { } index } price } => [new("Price", $"{NameOf(index)} {price.Fixed.Value:+0.00##;-0.00##} USD/MWh")],
        PowerDeal { Price.Fixed: var price } => Fixed("Price", price.Value, "USD/MWh", quantity),
        PowerSwap swap => Fixed("Fixed price", swap.Fixed.Value, "USD/MWh", quantity),
        PowerOption option =>
            [new("Strike price", $"{Number(option.Strike.Value)} USD/MWh"), .. Fixed("Premium", option.Premium.Value, "USD/MWh", quantity)],
        FuelDeal { IsIndexed: true } fuel => [new("Price", $"{fuel.Location} daily index {fuel.Price.Value:+0.00##;-0.00##} USD/MMBtu")],
        FuelDeal fuel => Fixed("Price", fuel.Price.Value, "USD/MMBtu", quantity),
        CertificateDeal certificate => Fixed("Price", certificate.PriceUsd, "USD a certificate", quantity),
        _ => [],
    };

    private static ConfirmationLine[] Fixed(string term, decimal price, string unit, decimal quantity) =>
        [new(term, $"{Number(price)} {unit}"), new($"Total {term.ToLowerInvariant()}", $"{Number(price * quantity)} USD")];

    private static string NameOf(PriceIndex index) =>
        $"{(index == PriceIndex.DayAhead ? "day-ahead" : "real-time")} price of the hour";

    private static string NameOf(MasterAgreement master) => master.Form switch
    {
        MasterForm.Eei => $"EEI Master Power Purchase and Sale Agreement ({master.Id})",
        MasterForm.Wspp => $"WSPP Agreement ({master.Id})",
        MasterForm.Isda => $"ISDA Master Agreement with power annex ({master.Id})",
        _ => $"market tariff ({master.Id})",
    };

    private static string Number(decimal value) => value.ToString("#,0.####", CultureInfo.InvariantCulture);
}
