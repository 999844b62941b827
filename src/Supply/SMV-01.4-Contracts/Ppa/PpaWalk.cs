using Busbar.Numerics;
using Busbar.Supply.Handoffs.Contracts;

namespace Busbar.Supply.Contracts.Ppa;

/// <summary>One path's worth with ever more drivers on.</summary>
internal readonly record struct PpaPath(
    double Shape, double Basis, double Curtailment, double Volume, double Energy, double Curtailed, double Revenue, double HubPrice);

/// <summary>Walks one path through the hours.</summary>
internal sealed class PpaWalk(ValuePpaInputs inputs, PowerAgreement agreement, PpaHours hours, SeededRandom chance)
{
    private readonly PlantQuantity plant = (PlantQuantity)agreement.Quantity;
    private readonly PpaRisks risks = inputs.Risks;
    private readonly double innovation = Math.Sqrt(1 - inputs.Risks.Persistence * inputs.Risks.Persistence);
    private double price = chance.NextNormal();
    private double output = chance.NextNormal();
    private double basis = chance.NextNormal();
    private double logLevel;
    private double lastTime;
    private double resource = 1;
    private int year = -1;
    private double freeHours;
    private double freeHoursVolume;

    internal PpaPath Run()
    {
        var (shape, atNode, curtailed, volume, energy, lost, revenue, hub) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        var (share, nameplate) = ((double)plant.Share, (double)plant.Nameplate.Value);
        foreach (var day in hours.Days)
        {
            var level = OpenDay(day);
            for (var hour = day.FirstHour; hour < day.FirstHour + day.Hours; hour++)
            {
                var (hubPrice, made, node) = Draw(level, hour, nameplate);
                var settled = inputs.IsSettledAtHub ? hubPrice : node;
                var (scale, isDown) = (day.Discount * share, node < risks.CurtailBelow);
                var (margin, more) = (PpaHours.Margin(agreement.Pricing, settled, day.Price), Math.Min(nameplate, made * resource));
                shape += scale * made * PpaHours.Margin(agreement.Pricing, hubPrice, day.Price);
                atNode += scale * made * margin;
                curtailed += scale * made * (isDown ? Deemed(day.Price, settled, ref freeHours) : margin);
                volume += scale * more * (isDown ? Deemed(day.Price, settled, ref freeHoursVolume) : margin);
                energy += isDown ? 0 : share * more;
                lost += isDown ? share * more : 0;
                revenue += isDown ? 0 : share * more * settled;
                hub += hubPrice;
            }
        }
        return new(shape, atNode, curtailed, volume, energy, lost, revenue, hub / inputs.HubPrice.Count);
    }

    // The level moves once a day, the resource once a contract year.
    private double OpenDay(PpaDay day)
    {
        if (day.Year != year)
        {
            year = day.Year;
            resource = Math.Max(0, 1 + risks.YearlyOutputSd * chance.NextNormal());
            freeHours = freeHoursVolume = (double)(agreement.Clauses.Curtailment?.UnpaidHoursAYear ?? 0);
        }
        var step = day.Time - lastTime;
        logLevel = logLevel * Math.Exp(-risks.LevelReversion * step) + risks.LevelVolatility * Math.Sqrt(Spread(step)) * chance.NextNormal();
        lastTime = day.Time;
        return Math.Exp(logLevel - risks.LevelVolatility * risks.LevelVolatility * Spread(day.Time) / 2);
    }

    private (double Hub, double Made, double Node) Draw(double level, int hour, double nameplate)
    {
        Step(ref price);
        Step(ref output);
        Step(ref basis);
        var (rho, tau) = (risks.OutputPriceCorrelation, risks.BasisOutputCorrelation);
        var y = rho * price + Math.Sqrt(1 - rho * rho) * output;
        var z = tau * y + Math.Sqrt(1 - tau * tau) * basis;
        var expected = inputs.OutputMw[hour];
        var hub = inputs.HubPrice[hour] * level + risks.HourlyPriceSd * price;
        return (hub, expected + risks.OutputSpread * Math.Min(expected, nameplate - expected) * Math.Tanh(y),
            hub + risks.BasisMean + risks.BasisSd * z);
    }

    private void Step(ref double noise) => noise = risks.Persistence * noise + innovation * chance.NextNormal();

    // What a MWh that is not made costs us: the contract price and adder, once the year's unpaid hours are used. A difference pays its
    // strike less the floating price on it.
    private double Deemed(double contractPrice, double settled, ref double free)
    {
        var clause = agreement.Clauses.Curtailment;
        if (agreement.Obligation != DeliveryObligation.MustTake)
        {
            if (clause is not { IsEconomicPaid: true }) return 0;
            if (free > 0)
            {
                free--;
                return 0;
            }
        }
        var adder = (double)(clause?.Adder.Value ?? 0);
        return agreement.Pricing switch
        {
            FixedPricing => -contractPrice - adder,
            IndexPricing => -settled - contractPrice - adder,
            _ => PpaHours.Margin(agreement.Pricing, settled, contractPrice) - adder,
        };
    }

    private double Spread(double time) =>
        risks.LevelReversion > 0 ? (1 - Math.Exp(-2 * risks.LevelReversion * time)) / (2 * risks.LevelReversion) : time;
}
