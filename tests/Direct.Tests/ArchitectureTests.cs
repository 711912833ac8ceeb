using System.Security.Cryptography;
using AsyncJobs.Tests;
using NetArchTest.Rules;
using Xunit;

namespace AsyncJobs.Direct.Tests;

/// <summary>The rooms of the package and who may use whom.</summary>
public sealed class ArchitectureTests
{
    private static Rooms Rooms => new Rooms(typeof(DirectClients).Assembly, "AsyncJobs.Direct")
        .Then("Places", [])
        .Then("Connections", [])
        .Then("Credentials", "Connections")
        .Then("Signing", "Credentials")
        .Then("Sending", "Places", "Connections", "Credentials", "Signing")
        .Then("DynamoDb", "Sending")
        .Then("Lambda", "Sending")
        .Then("");

    [Fact]
    public void Arrows_point_one_way() => Assert.Empty(Rooms.Faults());

    [Fact]
    public void The_look_through_the_code_sees_a_use_in_a_method_body() =>
        // So that the arrows are not right because nothing was seen.
        Assert.Contains(Rooms.UsersOf("Sending", ["Signing"]), static use => use.StartsWith("AsyncJobs.Direct.Sending.ServiceClient ", StringComparison.Ordinal));

    // Copies of a snapshot share the state of these; KernelRandom has none.
    [Fact]
    public void Random_numbers_come_from_the_kernel() =>
        Assert.Empty(Types.InAssembly(typeof(DirectClients).Assembly)
            .That().HaveDependencyOnAny(typeof(Random).FullName!, typeof(RandomNumberGenerator).FullName!).GetTypes());

    [Fact]
    public void One_type_is_public() => Assert.Equal([typeof(DirectClients)], typeof(DirectClients).Assembly.GetExportedTypes());
}
