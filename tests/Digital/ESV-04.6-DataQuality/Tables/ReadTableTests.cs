using System.Text;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Gateways.Tables;
using Busbar.Kernel.Outcomes;

namespace Busbar.Digital.DataQuality.Tests.Tables;

public sealed class ReadTableTests
{
    [Fact]
    public void A_csv_table_keeps_its_text_and_codes_each_distinct_value_once()
    {
        var table = ReadCsvTable.Run(Of("a,b\n007,x\n,\"y,z\"\n007,Größe\n"), "t").OrThrow();
        Assert.Equal(3, table.RowCount);
        Assert.Equal([Cell.Of("007"), null, Cell.Of("007")], Enumerable.Range(0, 3).Select(row => table.Find("a")![row]));
        Assert.Equal(["x", "y,z", "Größe"], table.Find("b")!.Values.Select(cell => cell.Text));
        Assert.Single(table.Find("a")!.Values);
    }

    [Theory]
    [InlineData("[{\"a\":1,\"b\":{\"c\":[2]}},{\"b\":null,\"d\":true}]")]
    [InlineData("{\"a\":1,\"b\":{\"c\":[2]}}\n\n{\"b\":null,\"d\":true}\n")]
    public void A_json_table_is_a_list_or_one_object_a_line(string text)
    {
        var table = ReadJsonTable.Run(Of(text), "t").OrThrow();
        Assert.Equal(("a b d", 2), (string.Join(' ', table.Columns.Select(column => column.Name)), table.RowCount));
        Assert.Equal([Cell.Of(1), null], new[] { table.Find("a")![0], table.Find("a")![1] });
        Assert.Equal([new Cell(CellKind.Nested, 0, "{\"c\":[2]}"), null, null, Cell.Of(true)],
            new[] { table.Find("b")![0], table.Find("b")![1], table.Find("d")![0], table.Find("d")![1] });
    }

    [Theory]
    [InlineData("[1]", "not-a-row")]
    [InlineData("{\"a\":1}\n{\"a\"\n", "not-json")]
    public void Rows_that_are_none_are_refused(string text, string code) =>
        Assert.Equal(code, Assert.IsType<Outcome<Table>.Refused>(ReadJsonTable.Run(Of(text), "t")).Refusal.Code);

    [Theory]
    [InlineData("", "empty-file")]
    [InlineData("a,b\n1\n", "field-count")]
    [InlineData("a,a\n", "duplicate-column")]
    public void A_broken_csv_table_is_refused(string text, string code) =>
        Assert.Equal(code, Assert.IsType<Outcome<Table>.Refused>(ReadCsvTable.Run(Of(text), "t")).Refusal.Code);

    [Fact]
    public void Long_keys_of_json_do_not_become_one()
    {
        var table = ReadJsonTable.Run(Of("""[{"k":9007199254740993},{"k":9007199254740992}]"""), "t").OrThrow();
        Assert.Equal(2, table.Find("k")!.Values.Length);
    }

    private static Gateways.SourceFile Of(string text) => new("t", Encoding.UTF8.GetBytes(text));
}
