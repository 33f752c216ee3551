/**
 * Page translators put a `<font>` in the place of each text node, whether the page wants to be translated or not. React
 * goes on to write to the text it knows, so figures would stand still, and fails when it removes one. From now on a text
 * node returns to its place when it is changed, removed, or something is placed before it.
 */
export function keepTextInPlace(): void {
  /** What stands in the place of a text node. */
  const standIns = new WeakMap<Node, ChildNode>()
  const taken = new WeakSet<Node>()
  const changes = new MutationObserver((records) => {
    for (const { target } of records) putBack(target)
  })
  const moves = new MutationObserver(noticed)
  moves.observe(document, { childList: true, subtree: true })

  function noticed(records: readonly MutationRecord[]): void {
    for (const { target, removedNodes, addedNodes, previousSibling, nextSibling } of records)
      for (const removed of removedNodes) {
        if (!(removed instanceof Text) || isFont(target)) continue
        const standIn = [...addedNodes, previousSibling, nextSibling].find((one) => isFont(one) && !taken.has(one))
        if (!standIn) continue
        standIns.set(removed, standIn as ChildNode)
        taken.add(standIn)
        changes.observe(removed, { characterData: true })
      }
  }
  function putBack(text: Node): void {
    noticed(moves.takeRecords())
    standIns.get(text)?.replaceWith(text)
    standIns.delete(text)
  }

  const tree = Node.prototype as unknown as Tree
  const { removeChild, insertBefore } = tree
  /** Puts a text back if it is not where React takes it to be. @returns whether it is there now */
  const isIn = (parent: Node, child: Node) => {
    if (child.parentNode !== parent) putBack(child)
    return child.parentNode === parent || !(child instanceof Text)
  }
  tree.removeChild = function (child) {
    return isIn(this, child) ? removeChild.call(this, child) : child
  }
  tree.insertBefore = function (node, before) {
    return insertBefore.call(this, node, before && isIn(this, before) ? before : null)
  }
}

interface Tree {
  removeChild: (this: Node, child: Node) => Node
  insertBefore: (this: Node, node: Node, before: Node | null) => Node
}

const isFont = (node: Node | null): node is Element => node instanceof Element && node.localName === 'font'
