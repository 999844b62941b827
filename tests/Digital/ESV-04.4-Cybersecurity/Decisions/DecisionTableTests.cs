using Busbar.Digital.Cybersecurity.Decisions;

namespace Busbar.Digital.Cybersecurity.Tests.Decisions;

public class DecisionTableTests
{
    public static TheoryData<string, int> Published => new()
    {
        { "cisa/cisa_bod_26_04_1_0_0.csv", 16 }, { "ssvc/deployer_patch_application_priority_1_0_0.csv", 72 },
        { "cisa/cisa_coordinator_2_0_3.csv", 36 },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void Every_published_row_has_its_outcome(string path, int count)
    {
        var table = new[] { DecisionTables.Bod2604, DecisionTables.Deployer, DecisionTables.Coordinator }
            .Single(each => path.EndsWith(each.Source, StringComparison.Ordinal));
        var lines = SharedFiles.Lines(SharedFiles.Unpack("ssvc.tar.gz")[$"SSVC/data/csv/{path}"]).Skip(1).ToList();
        foreach (var row in lines.Select(line => line.TrimEnd('\r').Split(',')))
            Assert.Equal(row[^1], table.Decide([.. table.Points.Select((point, i) => point.Values.IndexOf(row[i + 1]))]));
        Assert.Equal(count, lines.Count);
    }

    [Fact]
    public void A_value_that_is_not_the_points_is_a_bug()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => DecisionTables.Bod2604.Decide(0, 0, 0, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => DecisionTables.Bod2604.Decide(0, 0, 0));
        Assert.Throws<ArgumentException>(() => DecisionTable.Of("two", "here", "a:no,yes", "d=do", "ddd"));
    }
}
