using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Reads the authorizer of [AsyncJob].</summary>
internal static class AuthorizerParser
{
    private const string Property = "Authorizer";

    // API Gateway's limit for an authorizer's name.
    private const int Longest = 128;

    /// <summary>The authorizer's name; null where the attribute has none, or none that is valid, or nothing that it is for.</summary>
    public static string? Parse(AttributeData attribute, Route? route, Faults faults)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument is not { Key: Property, Value.Value: string name })
                continue;

            if (route is { IsNone: true })
            {
                faults.Add(
                    Rules.NoEffect, FaultSite.Property(attribute, Property), Property,
                    "without a route, since no request starts the job", "give the job a route");
                return null;
            }

            if (IsValid(name))
                return name;

            faults.Add(Rules.BadAuthorizer, FaultSite.Property(attribute, Property), name);
        }

        return null;
    }

    private static bool IsValid(string name)
    {
        if (name.Length is 0 or > Longest || name[0] is '-' or '_' or (>= '0' and <= '9'))
            return false;

        foreach (char c in name)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_'))
                return false;
        }

        return true;
    }
}
