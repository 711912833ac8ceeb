using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Index;

/// <summary>
/// Finds the calls of a delegate that is put into a variable, or into a collection in one: by those who read the variable and call a delegate of its
/// type.
/// </summary>
internal sealed class HandedOver(CodeIndex code, CancellationToken cancellationToken)
{
    /// <summary>The calls by which a method may run that is handed over.</summary>
    /// <param name="method">Where it is.</param>
    public IEnumerable<IOperation> CallsOf(IMethodReferenceOperation method)
    {
        if (method.Parent is not IDelegateCreationOperation { Type: { } type } || HolderOf(method.Parent) is not { } holder)
            yield break;

        HashSet<IOperation> searched = [];
        foreach (IOperation reference in code.References.To(holder, method, cancellationToken))
        {
            IOperation root = OperationTree.RootOf(reference);
            foreach (IOperation operation in searched.Add(root) ? root.Descendants() : [])
            {
                if (operation is IInvocationOperation { TargetMethod: { MethodKind: MethodKind.DelegateInvoke } invoked }
                    && SymbolEqualityComparer.Default.Equals(invoked.ContainingType, type))
                {
                    yield return operation;
                }
            }
        }
    }

    // _handlers = new() { ["a"] = Handle }, _handlers.Add("a", Handle), Func<…> handle = isNew ? Create : Update
    private ISymbol? HolderOf(IOperation value)
    {
        for (IOperation? current = value; current.Parent is { } parent; current = parent)
        {
            switch (parent)
            {
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                    return declarator.Symbol;
                case IFieldInitializerOperation initializer:
                    return initializer.InitializedFields[0];
                case IPropertyInitializerOperation initializer:
                    return initializer.InitializedProperties[0];
                case IEventAssignmentOperation or IReturnOperation or IBlockOperation:
                    return null;
                case IAssignmentOperation assignment when Variable(assignment.Target) is { } variable:
                    return variable;
                case IInvocationOperation { Instance: { } collection } call when Variable(collection) is { } variable:
                    return Writes.IsPut(call.TargetMethod.Name) ? variable : null;
                case IInvocationOperation call when !Writes.IsPut(call.TargetMethod.Name):
                    return null;
                case IObjectCreationOperation creation when current is IArgumentOperation && !code.IsSource(creation.Constructor!)
                    && !code.Known.IsCollection(creation.Type) && creation.Type is not { IsValueType: true }:
                    return null;
            }
        }

        return null;
    }

    private static ISymbol? Variable(IOperation target) => target switch
    {
        ILocalReferenceOperation local => local.Local,
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } collection } => Variable(collection),
        IFieldReferenceOperation { Field: { } field } => field,
        IPropertyReferenceOperation { Property: { } property } reference => IsOfNewObject(reference) ? null : property,
        _ => null,
    };

    // new Route { Handle = Create }: what holds the object holds the method.
    private static bool IsOfNewObject(IPropertyReferenceOperation property) =>
        property.Instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver };
}
