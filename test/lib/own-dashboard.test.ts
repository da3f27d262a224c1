it('an example of a dashboard of one’s own synthesizes', async () => {
  // An example is a program: loading it declares its stacks.
  await expect(import('../../examples/own-dashboard.js')).resolves.toBeDefined();
});
