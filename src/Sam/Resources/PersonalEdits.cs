using System.Text.Json.Nodes;

namespace AsyncJobs.Sam.Resources;

/// <summary>What a person did to a function of the template, by its logical id.</summary>
/// <param name="ChangedName">The name that they gave to a function that this program names; null where its name is this program's.</param>
/// <param name="HasOwnPolicies">Whether its policies are not only those that this program wrote, or would write.</param>
internal sealed record PersonalEdits(Func<string, JsonNode?> ChangedName, Func<string, JsonNode, bool> HasOwnPolicies);
