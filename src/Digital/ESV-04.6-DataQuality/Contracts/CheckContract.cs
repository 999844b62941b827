using System.Collections.Immutable;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.DataQuality.Contracts;

/// <summary>A contract and the data it is about.</summary>
/// <param name="Contract">The promises.</param>
/// <param name="Dataset">The dataset's name, for breaches.</param>
/// <param name="Tables">The data; a table goes with the schema of its name or physical name, one with one whatever they are
/// called.</param>
/// <param name="AsOf">When: freshness is counted to it.</param>
/// <param name="SampleLimit">Most failed rows kept of a promise.</param>
public sealed record CheckContractInputs(
    DataContract Contract, string Dataset, ImmutableArray<Table> Tables, Instant AsOf, int SampleLimit = 10);

/// <summary>Holds data against their contract: presence, type and bounds of each field, keys, rules, and service levels.</summary>
public static class CheckContract
{
    /// <summary>Every promise and how it stands. Refuses a contract that goes with none of the data
    /// (<c>contract-matches-nothing</c>). Findings: <c>schema-without-data</c>, <c>data-without-schema</c>, <c>field-absent</c>,
    /// <c>field-without-contract</c>, <c>rule-unchecked</c>.</summary>
    public static Outcome<ContractReport> Run(CheckContractInputs inputs)
    {
        var contract = inputs.Contract;
        var findings = new List<Finding>();
        var checks = ImmutableArray.CreateBuilder<ContractCheck>();
        var pairs = Pairs(inputs);
        if (pairs.All(pair => pair.Table is null))
            return new Refusal("contract-matches-nothing",
                $"None of {string.Join(", ", inputs.Tables.Select(table => table.Name))} is a table of the contract, or has a field of it",
                $"{contract.Id}@{contract.Version}",
                $"Give a table named as one of {string.Join(", ", contract.Schemas.Select(schema => schema.Name))}.");
        var typed = pairs.Where(pair => pair.Table is not null).Select(pair => TypedTable.Of(pair.Schema, pair.Table!)).ToImmutableArray();
        foreach (var (schema, table) in pairs)
        {
            if (table is null)
            {
                findings.Add(new("schema-without-data", Severity.Warning, $"No data were given for {schema.Name}", contract.Id,
                    "its promises were not checked"));
                continue;
            }
            var one = new SchemaCheck(inputs, typed.First(each => each.Schema == schema), typed, findings, checks);
            one.Run();
        }
        foreach (var level in contract.ServiceLevels) ServiceLevelChecks.Check(level, inputs, typed, findings, checks);
        foreach (var table in inputs.Tables.Where(table => pairs.All(pair => pair.Table != table)))
            findings.Add(new("data-without-schema", Severity.Warning, $"The contract has no table {table.Name}", contract.Id,
                "the table was not checked"));
        return Outcome.Of(new ContractReport($"{contract.Id}@{contract.Version}", inputs.Dataset, inputs.AsOf, checks.ToImmutable()),
            findings);
    }

    private static ImmutableArray<(ContractSchema Schema, Table? Table)> Pairs(CheckContractInputs inputs)
    {
        var schemas = inputs.Contract.Schemas;
        if (schemas.Length == 1 && inputs.Tables.Length == 1)
            return [(schemas[0], HasAny(schemas[0], inputs.Tables[0]) ? inputs.Tables[0] : null)];
        return [.. schemas.Select(schema => (schema, inputs.Tables.FirstOrDefault(table => HasAny(schema, table)
            && (string.Equals(table.Name, schema.Name, StringComparison.OrdinalIgnoreCase)
                || string.Equals(table.Name, schema.PhysicalName, StringComparison.OrdinalIgnoreCase)))))];
    }

    private static bool HasAny(ContractSchema schema, Table table) =>
        schema.Properties.IsEmpty || schema.Properties.Any(property => TypedTable.Find(table, property) is not null);
}
