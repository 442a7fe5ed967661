"""/wrong: what staff call wrong of an answer joins the facts that managers have checked."""
