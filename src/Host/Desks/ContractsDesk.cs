using System.Collections.Immutable;
using Busbar.Supply.Contracts;
using Busbar.Supply.Handoffs.Contracts;

namespace Busbar.Host.Desks;

/// <summary>SMV-01.4: what we nominate under each contract, and what it delivered.</summary>
public static class ContractsDesk
{
    /// <summary>Nominates every contract in force.</summary>
    public static void Nominate(DeskSession desk)
    {
        var day = desk.Calendar.WholeDay(desk.Day);
        foreach (var contract in InForce(desk))
        {
            var forecast = PlantOf(contract) is { } plant ? desk.Known(desk.Series.PlantForecast(plant), day.Start, day.End) : null;
            var nomination = desk.Take(NominateContract.Run(new(desk.Calendar, desk.Day, desk.Clock, contract, forecast)));
            desk.Save(nameof(ContractNomination), KeyOf(desk, contract), nomination);
        }
    }

    /// <summary>Reads what was delivered and prices it.</summary>
    public static void Deliver(DeskSession desk)
    {
        var prices = desk.RecordOfDay(desk.Series.Price(desk.Profile.Location, "da", "lmp"));
        foreach (var contract in InForce(desk))
        {
            var meter = PlantOf(contract) is { } plant ? desk.RecordOfDay(desk.Series.PlantMeter(plant)) : null;
            var performance = desk.Take(DeliverContract.Run(new(
                desk.Calendar, desk.Day, desk.Clock, contract, desk.Need<ContractNomination>(nameof(ContractNomination), KeyOf(desk,
                    contract)),
                meter, meter is not null, prices, desk.Profile.WheelingUsdPerMwh)));
            desk.Save(nameof(ContractPerformance), KeyOf(desk, contract), performance);
        }
    }

    /// <summary>The day's documents of every contract.</summary>
    internal static ImmutableArray<T> OfDay<T>(DeskSession desk) where T : class =>
        desk.FindAll<T>(typeof(T).Name, $"{desk.Day}/", $"{desk.Day}/~");

    private static IEnumerable<Contract> InForce(DeskSession desk) =>
        desk.Profile.Contracts.Where(contract => contract.FirstDay.Date <= desk.Day.Date && desk.Day.Date <= contract.LastDay.Date);

    private static string? PlantOf(Contract contract) => contract switch
    {
        WindPpa wind => wind.Plant,
        PowerAgreement { Quantity: PlantQuantity share } => share.Plant,
        _ => null,
    };

    private static string KeyOf(DeskSession desk, Contract contract) => $"{desk.Day}/{contract.Id}";
}
