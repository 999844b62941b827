using System.Collections.Immutable;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Contracts.Tags;
using Busbar.Supply.Handoffs.Contracts;

namespace Busbar.Host.Desks;

/// <summary>Checks the tags of a contract and day out against its nomination and what it delivered.</summary>
public sealed class TagCheckoutDesk(FactStore store)
{
    private readonly SupplyReads reads = new(store);
    private readonly TagBook book = new(store);

    /// <summary>Contracts of the profile that tags of a day name.</summary>
    public ImmutableArray<string> ContractsOf(OperatingDay day, AsOf asOf) =>
        [.. TagsOf(day, asOf).SelectMany(tag => tag.Contracts).Distinct().Order(StringComparer.Ordinal)
            .Where(name => reads.Profile(asOf)?.Contracts.Any(contract => contract.Id == name) == true)];

    /// <summary>The checkout of one contract.</summary>
    /// <param name="day">The operating day.</param>
    /// <param name="contract">Its id.</param>
    /// <param name="meter">MWh by the hour at the sink; null takes the performance of the day, which a plant's own meter shows at the
    /// source.</param>
    /// <param name="lossPrice">What losses in money cost.</param>
    /// <param name="toleratedMwh">Difference of an hour that needs no word.</param>
    /// <param name="asOf">The clocks of the read.</param>
    /// <exception cref="RefusedException"><c>no-nomination</c>, <c>no-meter</c>, and what <see cref="CheckoutTags"/> refuses.</exception>
    public Outcome<TagCheckout> Run(
        OperatingDay day, string contract, Series<decimal>? meter, UsdPerMwh lossPrice, decimal toleratedMwh, AsOf asOf)
    {
        var nomination = reads.Nominations(day, day, asOf).Select(each => each.Body).FirstOrDefault(each => each.ContractId == contract)
            ?? throw Missing("no-nomination", "was nominated", contract, day);
        var metered = meter ?? reads.Performances(day, day, asOf).Select(each => each.Body).FirstOrDefault(each =>
            each.ContractId == contract)?.Delivered.Select(mwh => mwh.Value) ?? throw Missing("no-meter", "has a performance", contract,
                day);
        var isPlant = reads.Profile(asOf)?.Contracts.FirstOrDefault(each => each.Id == contract) is WindPpa
            or PowerAgreement { Quantity: PlantQuantity };
        return CheckoutTags.Run(new(book.Calendar, day,
            [.. TagsOf(day, asOf).Where(tag => tag.Contracts.Contains(contract)).Select(tag => tag.Standing)],
            nomination.Energy, metered, lossPrice, toleratedMwh, isPlant && meter is null));
    }

    private IEnumerable<TagStory> TagsOf(OperatingDay day, AsOf asOf)
    {
        var whole = book.Calendar.WholeDay(day);
        return book.All(asOf).Where(tag =>
            tag.Standing.Tag.Energy.Any(block => block.Interval.Start < whole.End && block.Interval.End > whole.Start));
    }

    private static RefusedException Missing(string code, string what, string contract, OperatingDay day) =>
        new(new(code, $"No contract {contract} {what} on {day}", $"contract {contract}, {day}",
            "Run the day (busbar run), choose another as-of, or give a meter."));
}
