using AsyncJobs.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Finds out how the class of a job method is made.</summary>
internal static class TargetParser
{
    public static TargetModel? Parse(INamedTypeSymbol type, Faults faults)
    {
        if (ChooseConstructor(type, faults) is not { } constructor)
            return null;

        CheckRequiredMembers(type, constructor, faults);
        return new TargetModel(ParametersOf(constructor, faults), DisposalOf(type));
    }

    /// <summary>The constructor to call; null where that is unclear.</summary>
    public static IMethodSymbol? ChooseConstructor(INamedTypeSymbol type, Faults faults)
    {
        IMethodSymbol? only = null;
        IMethodSymbol? marked = null;
        int count = 0;
        int markedCount = 0;
        foreach (IMethodSymbol constructor in type.InstanceConstructors)
        {
            // A struct always has a constructor without parameters; one that it declares is what its author means.
            if (constructor.IsImplicitlyDeclared && type.IsValueType && type.InstanceConstructors.Length > 1)
                continue;

            if (TypeAccess.OfMember(constructor) == Accessibility.Private)
                continue;

            count++;
            only = constructor;
        }

        if (count == 1)
            return only;

        foreach (IMethodSymbol constructor in type.InstanceConstructors)
        {
            if (TypeAccess.OfMember(constructor) != Accessibility.Private
                && constructor.FindAttribute("Microsoft.Extensions.DependencyInjection", "ActivatorUtilitiesConstructorAttribute") is not null)
            {
                markedCount++;
                marked = constructor;
            }
        }

        if (markedCount == 1)
            return marked;

        string problem = count == 0
            ? $"'{type.Name}' has no constructor that generated code can call"
            : $"'{type.Name}' has several constructors";
        faults.Add(Rules.UnclearConstructor, FaultSite.Name(type), problem);
        return null;
    }

    private static EquatableArray<ParameterModel> ParametersOf(IMethodSymbol constructor, Faults faults)
    {
        if (constructor.Parameters.Length == 0)
            return default;

        ParameterModel[] models = new ParameterModel[constructor.Parameters.Length];
        for (int i = 0; i < models.Length; i++)
        {
            IParameterSymbol parameter = constructor.Parameters[i];
            if (!ParameterParser.CanBePassed(parameter, faults))
                return default;

            models[i] = ParameterParser.OfInvocation(parameter) ?? ParameterParser.OfConstructor(parameter, faults);
        }

        return new(models);
    }

    private static void CheckRequiredMembers(INamedTypeSymbol type, IMethodSymbol constructor, Faults faults)
    {
        for (INamedTypeSymbol? current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            foreach (ISymbol member in current.GetMembers())
            {
                if (member is not (IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }))
                    continue;

                if (constructor.FindAttribute("System.Diagnostics.CodeAnalysis", "SetsRequiredMembersAttribute") is null)
                    faults.Add(Rules.RequiredMembers, FaultSite.Name(type), type.Name, member.Name);
                return;
            }
        }
    }

    private static Disposal DisposalOf(INamedTypeSymbol type)
    {
        if (type.AllInterfaces.Length == 0)
            return Disposal.None;

        if (type.Implements("System", "IAsyncDisposable"))
            return Disposal.Asynchronous;

        return type.Implements("System", "IDisposable") ? Disposal.Synchronous : Disposal.None;
    }
}
