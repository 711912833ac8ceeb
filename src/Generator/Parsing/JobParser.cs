using AsyncJobs.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Reads a method marked [AsyncJob]. What is wrong with it is wrong here, for the generator and for the analyzers alike.</summary>
internal static class JobParser
{
    public const string AttributeNamespace = "AsyncJobs";
    public const string AttributeType = "AsyncJobAttribute";
    public const string AttributeName = AttributeNamespace + "." + AttributeType;

    /// <summary>Makes the model of a job; null where it has a fault of severity error.</summary>
    public static JobModel? Parse(IMethodSymbol method, AttributeData attribute, Faults faults, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        method = method.PartialDefinitionPart ?? method;
        if (!MethodParser.CanBeCalled(method, faults))
            return null;

        JobLimits limits = LimitParser.Parse(attribute, faults);
        Route? route = attribute.AttributeConstructor is { Parameters.Length: 0 }
            ? Route.None
            : RouteParser.Parse(RouteOf(attribute), attribute, faults);
        string? name = NameOf(method, attribute, route, faults);
        EquatableArray<ParameterModel> parameters = ParameterParser.Parse(method, attribute, route, faults);
        ResultModel? result = ResultParser.Parse(method, faults);
        JsonModel? state = StateParser.Parse(attribute, ExternAliases.Of(method), faults);
        string? authorizer = AuthorizerParser.Parse(attribute, route, faults);
        EquatableArray<string> starts = StartsParser.Parse(attribute, faults);
        TargetModel? target = method.IsStatic ? null : TargetParser.Parse(method.ContainingType, faults);
        CheckName(method, faults);
        if (faults.IsBroken || route is null || name is null || result is null)
            return null;

        INamedTypeSymbol type = method.ContainingType;
        return new JobModel(
            TypeNames.Namespace(type.ContainingNamespace),
            OuterNamesOf(type),
            type.Name,
            TypeNames.Key(type, ExternAliases.Of(type)),
            method.Name,
            IsPublic(method),
            name,
            route.IsNone ? null : new RouteModel(route.Method, route.Template),
            limits,
            parameters,
            target,
            result,
            state,
            authorizer,
            starts,
            DocumentationParser.Parse(method, parameters, cancellationToken),
            ExperimentalParser.Parse(method),
            UsedBy(method, attribute));
    }

    private static EquatableArray<string> UsedBy(IMethodSymbol method, AttributeData attribute)
    {
        UseDiagnostics used = new UseDiagnostics(method.ContainingAssembly).AddMethod(method);
        if (!method.IsStatic && TargetParser.ChooseConstructor(method.ContainingType, new Faults()) is { } constructor)
            used.AddMethod(constructor);
        if (StateParser.Find(attribute) is { } state)
            used.AddType(state);
        return used.Ids;
    }

    // The compiler takes null for a route; only where there is none at all has it said so itself.
    private static string? RouteOf(AttributeData attribute) =>
        attribute.First() is { Kind: TypedConstantKind.Primitive } argument ? argument.Value as string ?? "" : null;

    private static string? NameOf(IMethodSymbol method, AttributeData attribute, Route? route, Faults faults)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument is not { Key: "Name", Value.Value: string name })
                continue;

            if (JobName.IsValid(name))
                return name;

            faults.Add(Rules.BadName, FaultSite.Property(attribute, "Name"), name);
            return null;
        }

        // That of the method is no default: the table, the functions and who starts the job know its name, and a method is renamed at will.
        if (route is null)
            return null;
        if (route.IsNone)
            return Refuse(FaultSite.Whole(attribute), "A job without a route has no name of its own");

        return JobName.FromTemplate(route.Template)
            ?? Refuse(FaultSite.Route(attribute), $"The literal parts of the route '{route.Method} {route.Template}' make no valid name");

        string? Refuse(FaultSite site, string fault)
        {
            faults.Add(Rules.NoDefaultName, site, fault, JobName.Proposed(method.Name));
            return null;
        }
    }

    // A longer name is for jobs that want the same one; here the names of the job's neighbours do not matter.
    private static void CheckName(IMethodSymbol method, Faults faults)
    {
        INamedTypeSymbol type = method.ContainingType;
        if (TakenName.In(type.ContainingNamespace, JobTypeNames.ShortNameOf(type.Name, method.Name)) is { } taken)
            faults.Add(Rules.TakenJobName, FaultSite.Name(method), taken is INamespaceSymbol ? "namespace" : "type", taken.ToDisplayString());
    }

    private static string OuterNamesOf(INamedTypeSymbol type)
    {
        string names = "";
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
            names = outer.Name + names;
        return names;
    }

    private static bool IsPublic(IMethodSymbol method)
    {
        Accessibility access = TypeAccess.Lower(TypeAccess.OfMember(method), TypeAccess.Of(method.ContainingType));
        access = TypeAccess.Lower(access, TypeAccess.Of(method.ReturnType));
        foreach (IParameterSymbol parameter in method.Parameters)
            access = TypeAccess.Lower(access, TypeAccess.Of(parameter.Type));
        return access == Accessibility.Public;
    }
}
