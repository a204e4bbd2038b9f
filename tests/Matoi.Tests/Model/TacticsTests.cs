using Matoi.Model.Alerts;
using Xunit;

namespace Matoi.Tests.Model;

/// <summary>Tactics are known by every spelling that providers use.</summary>
public class TacticsTests
{
    [Theory]
    [InlineData("Initial Access", "TA0001")]
    [InlineData("INITIAL_ACCESS", "TA0001")]
    [InlineData("initial-access", "TA0001")]
    [InlineData("InitialAccess", "TA0001")]
    [InlineData("ta0001", "TA0001")]
    [InlineData("Command and Control", "TA0011")]
    [InlineData("CommandControl", "TA0011")]
    [InlineData("PreAttack", "TA0043")]
    [InlineData("Juggling", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Id_is_found_when_the_name_is_one(string? name, string? id) => Assert.Equal(id, Tactics.Id(name));

    [Fact]
    public void Ids_come_once_along_the_kill_chain_when_names_come_in_lists()
        => Assert.Equal(["TA0001", "TA0006", "TA0040"], Tactics.Ids("Impact, Credential Access", null, "initial access", "TA0040", "juggling"));

    [Theory]
    [InlineData("TA0006", "Credential access")]
    [InlineData("TA9999", "TA9999")]
    public void Name_has_spaces_when_it_is_known(string id, string name) => Assert.Equal(name, Tactics.Name(id));

    [Fact]
    public void Order_rises_along_the_kill_chain_when_tactics_are_compared()
    {
        Assert.True(Tactics.Order("TA0043") < Tactics.Order("TA0001") && Tactics.Order("TA0001") < Tactics.Order("TA0040"));
        Assert.Equal(-1, Tactics.Order("TA9999"));
    }
}
