using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Recovery.Eqr;
using Busbar.Supply.Recovery.Eqr;

namespace Busbar.Supply.Recovery.Tests.Eqr;

public sealed class EqrRuleTests
{
    public static TheoryData<string, string, int, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, int, string>();
            foreach (var line in File.ReadLines(Path.Combine(RecoveryCase.Folder, "eqr", "rules.txt")).Where(line => line[0] != '#'))
                if (line.Split('|', StringSplitOptions.TrimEntries) is [var rule, var table, var row, var change])
                    cases.Add(rule, table, int.Parse(row, System.Globalization.CultureInfo.InvariantCulture), change);
            return cases;
        }
    }

    [Fact]
    public void A_report_built_from_our_books_breaks_no_rule() => Assert.Empty(SampleEqr.FindingsOf(SampleEqr.Filing));

    [Theory, MemberData(nameof(Cases))]
    public void Each_rule_is_broken_by_its_case(string rule, string table, int line, string change)
    {
        var broken = SampleEqr.FindingsOf(Changed(SampleEqr.Filing, table, line, change));
        Assert.Contains(broken, finding => finding.Code == rule
            && finding.Where.StartsWith($"{table}:{line} ", StringComparison.Ordinal) && finding.What.Length > 0);
    }

    [Fact]
    public void Every_rule_has_a_case_but_those_of_the_former_layout()
    {
        var cased = Cases.Select(row => row.Data.Item1).ToHashSet();
        Assert.Equal(["F.23", "OWN.DUNS", "V4.BLANK"], EqrRules.All.Select(rule => rule.Id).Except(cased).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_blank_number_is_noted_and_read_as_empty() => Assert.Contains(
        SampleEqr.FindingsOf(Changed(SampleEqr.Filing, "contracts", 1, "Rate Minimum =  ", " ")), finding => finding.Code == "V4.BLANK");

    [Fact]
    public void A_contract_of_the_quarter_before_is_enough()
    {
        var filing = SampleEqr.Filing with { Contracts = EqrTable.Empty(EqrSection.Contracts) };
        Assert.Equal(26, ValidateEqr.Run(new(filing, null)).Faults["F.21.2.1"]);
        Assert.Empty(SampleEqr.FindingsOf(filing, SampleEqr.Filing));
    }

    [Fact]
    public void A_charge_may_differ_by_one_percent_or_a_dollar()
    {
        Assert.Empty(SampleEqr.FindingsOf(Changed(SampleEqr.Filing, "transactions", 2, "Total Transaction Charge = 201")));
        Assert.Empty(SampleEqr.FindingsOf(Changed(SampleEqr.Filing, "transactions", 2, "Total Transaction Charge = 202")));
        Assert.NotEmpty(SampleEqr.FindingsOf(Changed(SampleEqr.Filing, "transactions", 2, "Total Transaction Charge = 202.03")));
    }

    [Fact]
    public void A_thousand_faults_are_counted_and_a_hundred_shown()
    {
        var table = SampleEqr.Filing.Transactions;
        var many = SampleEqr.Filing with
        {
            Transactions = table with { Rows = [.. Enumerable.Range(1, 1000).Select(line => table.Rows[0] with { Line = line })] },
        };
        var validation = ValidateEqr.Run(new(many, null));
        Assert.Equal(999, validation.Faults["F.50"]);
        Assert.Equal(100, validation.Findings.Count(finding => finding.Code == "F.50"));
        Assert.False(validation.IsClean);
        Assert.Contains("not compared", validation.Provenance);
    }

    private static EqrFiling Changed(EqrFiling filing, string name, int line, string change, string? blank = null)
    {
        var table = name switch
        {
            "identification" => filing.Identification,
            "contracts" => filing.Contracts,
            _ => filing.Transactions,
        };
        var rows = table.Rows;
        if (change.EndsWith(" gone", StringComparison.Ordinal)) rows = rows.RemoveAt(change[0] - '1');
        else if (change is ['=', ' ', var from]) rows = rows.SetItem(line - 1, rows[from - '1'] with { Line = line });
        else
            foreach (var set in change.Split(';'))
                if (set.Split('=', 2) is [var field, var value])
                    rows = rows.SetItem(line - 1, rows[line - 1] with
                    {
                        Values = rows[line - 1].Values.SetItem(table.Layout.PlaceOf(field.Trim()), blank ?? value.Trim()),
                    });
        return name switch
        {
            "identification" => filing with { Identification = table with { Rows = rows } },
            "contracts" => filing with { Contracts = table with { Rows = rows } },
            _ => filing with { Transactions = table with { Rows = rows } },
        };
    }
}
