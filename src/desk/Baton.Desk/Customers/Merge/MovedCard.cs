namespace Baton.Desk.Customers.Merge;

/// <summary>Moves numbers and addresses between the rows of two customers. Pure: it changes the rows, nobody saves.</summary>
internal static class MovedCard
{
    /// <summary>Gives all numbers and addresses of one customer to another, each once, after his own; says what that was.</summary>
    public static MovedRows Take(Customer from, Customer into, MovedRows moved)
    {
        var phones = from.Phones.ConvertAll(row => new MovedPhone(row.Kind, row.Number, row.SortOrder, !Has(into, row.Kind, row.Number)));
        var emails = from.Emails.ConvertAll(row => new MovedEmail(row.Address, row.SortOrder, !Has(into, row.Address)));
        var addresses = from.Addresses.ConvertAll(row => new MovedAddress(
            row.SortOrder,
            row.Label,
            row.Text,
            !HasAddress(into, row.Label, row.Text)
        ));
        foreach (var row in phones.Where(row => row.WasAdded).OrderBy(row => row.SortOrder))
            Add(into, row.Kind, row.Number, Next(into.Phones.Where(one => one.Kind == row.Kind).Select(one => one.SortOrder)));
        foreach (var row in emails.Where(row => row.WasAdded).OrderBy(row => row.SortOrder))
            Add(into, row.Address, Next(into.Emails.Select(one => one.SortOrder)));
        foreach (var row in addresses.Where(row => row.WasAdded).OrderBy(row => row.SortOrder))
            Add(into, Next(into.Addresses.Select(one => one.SortOrder)), row.Label, row.Text);
        from.Phones.Clear();
        from.Emails.Clear();
        from.Addresses.Clear();
        return moved with { Phones = phones, Emails = emails, Addresses = addresses };
    }

    /// <summary>Gives the customer his numbers and addresses back, and takes from the other what only the merge had brought him.</summary>
    public static void GiveBack(MovedRows moved, Customer from, Customer into)
    {
        into.Phones.RemoveAll(row => moved.Phones.Any(one => one.WasAdded && one.Kind == row.Kind && one.Number == row.Number));
        into.Emails.RemoveAll(row => moved.Emails.Any(one => one.WasAdded && one.Address == row.Address));
        into.Addresses.RemoveAll(row => moved.Addresses.Any(one => one.WasAdded && one.Label == row.Label && one.Text == row.Text));
        foreach (var row in moved.Phones)
            Add(from, row.Kind, row.Number, row.SortOrder);
        foreach (var row in moved.Emails)
            Add(from, row.Address, row.SortOrder);
        foreach (var row in moved.Addresses)
            Add(from, row.SortOrder, row.Label, row.Text);
    }

    private static bool Has(Customer customer, string kind, string number) =>
        customer.Phones.Any(row => row.Kind == kind && row.Number == number);

    private static bool Has(Customer customer, string address) => customer.Emails.Any(row => row.Address == address);

    private static bool HasAddress(Customer customer, string label, string text) =>
        customer.Addresses.Any(row => row.Label == label && row.Text == text);

    private static int Next(IEnumerable<int> taken) => taken.DefaultIfEmpty(-1).Max() + 1;

    private static void Add(Customer customer, string kind, string number, int order) =>
        customer.Phones.Add(
            new CustomerPhone
            {
                CustomerKey = customer.Key,
                Kind = kind,
                Number = number,
                SortOrder = order,
            }
        );

    private static void Add(Customer customer, string address, int order) =>
        customer.Emails.Add(
            new CustomerEmail
            {
                CustomerKey = customer.Key,
                Address = address,
                SortOrder = order,
            }
        );

    private static void Add(Customer customer, int order, string label, string text) =>
        customer.Addresses.Add(
            new CustomerAddress
            {
                CustomerKey = customer.Key,
                SortOrder = order,
                Label = label,
                Text = text,
            }
        );
}
