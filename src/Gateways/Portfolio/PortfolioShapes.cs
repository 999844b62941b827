using Busbar.Gateways.Shapes;
using static Busbar.Gateways.Shapes.Shape;

namespace Busbar.Gateways.Portfolio;

/// <summary>What a portfolio file may look like. Every field is known; another is a fault, so that a misspelt one is not
/// overlooked.</summary>
internal static class PortfolioShapes
{
    private static readonly Shape amount = From(0, 1e15, "a number from 0");
    private static readonly Shape signed = From(-1e15, 1e15, "a number");
    private static readonly Shape year = From(1900, 2200, "a year", isWhole: true);
    private static readonly Shape id = Written("an id of letters, digits, dots, _ and -", "^[A-Za-z0-9._-]{1,80}$");
    private static readonly Shape day = Written("a day as 2027-03-31", """^\d{4}-\d\d-\d\d$""");
    private static readonly Shape month = Written("a month as 2027-03", "^\\d{4}-(0[1-9]|1[0-2])$");
    private static readonly Shape amounts = new ListOf(amount, Min: 1);

    /// <summary>A whole file.</summary>
    public static Shape File { get; } = Fields.Closed("name",
        ("firstYear!", year), ("discountRate", From(-0.99, 10, "a rate as 0.07")), ("budgets!", amounts),
        ("skills", new ListOf(Fields.Closed("name!", ("fte!", amounts)))),
        ("initiatives!", new ListOf(Initiative(), Min: 1)),
        ("alternatives", new ListOf(Fields.Closed("name!", ("members!", new ListOf(id, Min: 2, IsUnique: true))))),
        ("scenarios", new ListOf(Fields.Closed("name!", ("budgets", amount), ("skills", amount), ("without", new ListOf(id))))),
        ("objectives", new ListOf(Fields.Closed("name! metric! higherIsBetter:b", ("id!", id),
            ("readings", new ListOf(Fields.Closed("value!:n", ("day!", day))))))),
        ("capabilities", new ListOf(Fields.Closed("name!", ("id!", id), ("partOf", id)))),
        ("applications", new ListOf(Fields.Closed("name! technologies:l", ("id!", id), ("businessFit!", Mark()), ("technicalFit!", Mark()),
            ("yearlyCost!", amount), ("capabilities", new ListOf(id))))),
        ("technologies", new ListOf(Fields.Closed("name!", ("ring!", OneOf("adopt trial assess hold")), ("supportEnds", day)))),
        ("criteria", new ListOf(Fields.Closed("name!", ("weight!", amount)))),
        ("ticket", Fields.Closed("", ("usdPerHour!", amount), ("minutes!", amount))),
        ("luftman", Fields.Closed("", ("communications", Level()), ("value", Level()), ("governance", Level()), ("partnership", Level()),
            ("scope", Level()), ("skills", Level()))))
        .With((map, _, faults) =>
        {
            if (map["ticket"] is null && map.Maps("initiatives").FirstOrDefault(each => each["measure"] is not null) is { } measured)
                faults.Add(measured["measure"]!, "measure", "needs the file's 'ticket': what an hour and a ticket cost");
        });

    private static Shape Initiative() => Fields.Closed("name! mandatory:b service risk evidence",
        ("id!", id), ("costs!", amounts), ("value", signed), ("benefits", new ListOf(signed, Min: 1)),
        ("skills", Fields.Open("").WithOthers(amounts)), ("dependsOn", new ListOf(id, IsUnique: true)),
        ("starts", new ListOf(year, Min: 1, IsUnique: true)), ("objective", id), ("scores", Fields.Open("").WithOthers(signed)),
        ("quarters", From(1, 80, "a number of quarters from 1", isWhole: true)), ("measure", Measure()))
        .With((map, path, faults) =>
        {
            if (map["value"] is null && map["benefits"] is null) faults.Add(map, path, "has neither 'value' nor 'benefits'");
            if (map["measure"] is { } measure && map["benefits"] is null)
                faults.Add(measure, $"{path}.measure", "is of an initiative without 'benefits' to be held against");
        });

    private static Shape Measure() => Fields.Closed("on queue objective", ("liveSince", month),
        ("runCosts", new ListOf(Fields.Closed("", ("from!", month), ("usdPerMonth!", amount)))));

    private static Shape Mark() => From(1, 5, "a mark from 1 to 5");

    private static Shape Level() => From(1, 5, "a level from 1 to 5", isWhole: true);

    private static Leaves From(double least, double most, string what, bool isWhole = false) => new(what, cell =>
        cell is { Kind: Digital.Handoffs.DataQuality.CellKind.Number } number && number.Number >= least && number.Number <= most
            && (!isWhole || number.Number == Math.Floor(number.Number)));
}
