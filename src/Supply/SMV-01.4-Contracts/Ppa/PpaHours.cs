using System.Collections.Immutable;
using Busbar.Kernel.Time;
using Busbar.Supply.Contracts.Terms;
using Busbar.Supply.Handoffs.Contracts;
using NodaTime;

namespace Busbar.Supply.Contracts.Ppa;

/// <summary>The days of a valuation with what each path needs of them, and the intrinsic value.</summary>
/// <param name="Days">In order.</param>
/// <param name="Intrinsic">Σ expected output × margin at the forward price, discounted.</param>
internal sealed record PpaHours(ImmutableArray<PpaDay> Days, double Intrinsic)
{
    internal static PpaHours Of(ValuePpaInputs inputs, PowerAgreement agreement)
    {
        var days = ImmutableArray.CreateBuilder<PpaDay>();
        var (hour, intrinsic) = (0, 0.0);
        var prices = new PriceOfHour(agreement, new());
        var plant = (PlantQuantity)agreement.Quantity;
        foreach (var each in inputs.First.Through(inputs.Last))
        {
            var time = Period.DaysBetween(inputs.MarkDay.Date, each.Date) / 365.0;
            var day = new PpaDay(hour, inputs.Calendar.HourCount(each), time, ContractYear.Of(agreement, each).Number,
                (double)prices.Escalated(each)!.Value.Value, Math.Exp(-inputs.DiscountRate * time));
            for (; hour < day.FirstHour + day.Hours; hour++)
                intrinsic += day.Discount * (double)plant.Share * inputs.OutputMw[hour]
                    * Margin(agreement.Pricing, inputs.HubPrice[hour], day.Price);
            days.Add(day);
        }
        return new(days.ToImmutable(), intrinsic);
    }

    /// <summary>What a MWh is worth to us where it settles.</summary>
    internal static double Margin(ContractPricing pricing, double settled, double price) => pricing switch
    {
        FixedPricing => settled - price,
        IndexPricing => -price,
        DifferencePricing difference => (difference.IsFlooredAtZero ? Math.Max(0, settled) : settled) - price,
        _ => throw new ArgumentOutOfRangeException(nameof(pricing), pricing, "A PPA is fixed, indexed or a difference."),
    };
}

/// <summary>A day of a valuation.</summary>
/// <param name="FirstHour">Place of its first hour in the series.</param>
/// <param name="Hours">23, 24 or 25.</param>
/// <param name="Time">Years from the mark.</param>
/// <param name="Year">Contract year, from 0.</param>
/// <param name="Price">The contract's price that day.</param>
/// <param name="Discount">Worth today of a dollar that day.</param>
internal readonly record struct PpaDay(int FirstHour, int Hours, double Time, int Year, double Price, double Discount);
