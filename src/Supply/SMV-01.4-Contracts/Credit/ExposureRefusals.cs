using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Handoffs.Contracts;

namespace Busbar.Supply.Contracts.Credit;

/// <summary>Why exposure cannot be measured from what was given.</summary>
internal static class ExposureRefusals
{
    internal static Refusal? Of(MeasureExposureInputs inputs)
    {
        if (inputs.Counterparties.GroupBy(party => party.Id).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return new("counterparty-twice", $"{twice.Key} is listed twice", "counterparties", "Keep one.");
        var parties = inputs.Counterparties.ToDictionary(party => party.Id);
        foreach (var party in inputs.Counterparties)
            if (inputs.Policy.Ratings.All(terms => terms.Rating != party.Rating))
                return new("unknown-rating", $"the policy has no rating {party.Rating}", $"counterparty {party.Id}",
                    "Add the rating's limit and default rate, or correct the rating.");
        foreach (var (party, where) in inputs.Trades.Select(trade => (trade.Ticket.Counterparty, $"deal {trade.Id}"))
            .Concat(inputs.Contracts.Select(contract => (contract.Counterparty, $"contract {contract.Id}")))
            .Concat(inputs.Invoices.Select(invoice => (invoice.Counterparty, $"invoice {invoice.Id}")))
            .Concat(inputs.Collateral.Select(balance => (balance.Counterparty, $"collateral under {balance.Master}"))))
            if (!parties.ContainsKey(party))
                return new("unknown-counterparty", $"{party} is not a counterparty", where, "Enter the counterparty, or correct its id.");
        return OfMasters(inputs, parties) ?? OfSimulation(inputs.Simulation, inputs.Policy);
    }

    private static Refusal? OfMasters(MeasureExposureInputs inputs, Dictionary<string, Counterparty> parties)
    {
        foreach (var (party, master, where) in inputs.Invoices.Select(each => (each.Counterparty, each.Master, $"invoice {each.Id}"))
            .Concat(inputs.Collateral.Select(each => (each.Counterparty, each.Master, "collateral")))
            .Concat(inputs.Contracts.OfType<PowerAgreement>().Select(each => (each.Counterparty, each.Master, $"contract {each.Id}"))))
            if (parties[party].Masters.All(each => each.Id != master))
                return new("unknown-master", $"{party} has no master agreement {master}", where, "Enter the master, or correct its id.");
        return inputs.Counterparties.SelectMany(party => party.Masters).FirstOrDefault(master => master.MinimumTransfer < Usd.Zero
            || master.Rounding < Usd.Zero || master.ThresholdTheirs < Usd.Zero || master.ThresholdOurs < Usd.Zero) is { } bad
            ? new("impossible-master", "a threshold, minimum transfer or rounding is below 0", $"master {bad.Id}", "Correct the master.")
            : null;
    }

    private static Refusal? OfSimulation(ExposureSimulation simulation, CreditPolicy policy)
    {
        var what = simulation switch
        {
            { Paths: < 100 } => "a simulation has at least 100 paths",
            { MarginDays: < 0 or > 28 } => "the margin period is 0 to 28 days",
            _ when !(simulation.IntensityVolatility >= 0) => "the spread of intensity is not below 0",
            _ when simulation.WrongWay.Any(each => !(Math.Abs(each.Correlation) <= 1))
                || simulation.Curves.Any(each => !(Math.Abs(each.MarketLoading) <= 1)) => "a correlation lies between −1 and 1",
            _ when simulation.Curves.Any(each => !(each.Annual >= 0) || !(each.MeanReversion >= 0)) => "a volatility or reversion is below 0",
            _ when !(policy.LossGivenDefault is >= 0 and <= 1) || policy.Ratings.Any(each => !(each.DefaultsAYear >= 0)) =>
                "a loss given default lies between 0 and 1, and a default rate is not below 0",
            _ => null,
        };
        return what is null ? null : new("impossible-simulation", what, "simulation", "Correct the number.");
    }
}
